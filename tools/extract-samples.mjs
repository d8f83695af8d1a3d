// Takes the TypeScript and JavaScript samples out of a Markdown file, each at the line where it stands.

const FENCE = /^```(ts|tsx|typescript|js|javascript)(?:[ \t]+([^\n]*))?\n([\s\S]*?)^```[ \t]*$/gm

/**
 * A sample that opens with a comment such as `// foyer.config.ts` goes into a file of that name, for others of the page to import;
 * one marked "continues" (```` ```ts continues ````) belongs to the sample before it.
 * @returns {{ name: string, text: string, line: number }[]} `text` is padded so that its lines have the page's numbers
 */
export function extractSamples(markdown) {
  const samples = []
  for (const { 0: whole, 1: language, 2: info = '', 3: code, index } of markdown.matchAll(FENCE)) {
    const line = markdown.slice(0, index).split('\n').length + 1
    const before = samples.at(-1)
    if (info.includes('continues') && before) {
      before.text = pad(before.text, line) + code
      continue
    }
    if (whole.length === 0) continue
    const extension = language === 'tsx' ? 'tsx' : language.startsWith('t') ? 'ts' : 'js'
    const named = /^\/\/ ([\w./-]+\.m?[tj]s)\b/.exec(code)?.[1]
    samples.push({ name: named ?? `line-${line}.${extension}`, text: pad('', line) + code, line })
  }
  return samples
}

/** Adds empty lines until the next line is number `line`. */
function pad(text, line) {
  return text + '\n'.repeat(Math.max(0, line - text.split('\n').length))
}
