// Finds what a text repeats.

/** `hallohallohal` → `hallo`: the shortest beginning that, said at least twice, makes the whole text; the text itself where none does. */
export function repeatedUnit(text: string): string {
  const length = periodOf(text)
  return length * 2 <= text.length ? text.slice(0, length) : text
}

/** Shortest period by the failure function of Knuth, Morris and Pratt: linear. */
function periodOf(text: string): number {
  const borders = [0]
  let border = 0
  for (let at = 1; at < text.length; at += 1) {
    while (border > 0 && text[at] !== text[border]) border = borders[border - 1] ?? 0
    if (text[at] === text[border]) border += 1
    borders.push(border)
  }
  return text.length - border
}
