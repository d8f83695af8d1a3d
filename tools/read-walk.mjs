// Reads a page that is to be followed word for word: its commands and its files, in order.

const FENCE = /^```(sh|js)(?:[ \t]+([^\n]*))?\n([\s\S]*?)^```[ \t]*$/gm

/**
 * Commands stand in `sh` blocks, files in `js` blocks that open with a comment such as `// app.mjs`. Info words: `elsewhere` leaves a block
 * out (another place is meant), `stays` says that a command goes on running.
 * @param {string} markdown
 * @returns {import('./read-walk.d.mts').WalkStep[]}
 */
export function readWalk(markdown) {
  const steps = []
  for (const [, language, info = '', text] of markdown.matchAll(FENCE)) {
    const words = info.split(/\s+/)
    if (words.includes('elsewhere')) continue
    if (language === 'sh') {
      steps.push({ kind: words.includes('stays') ? 'start' : 'run', command: text.trim() })
      continue
    }
    const name = /^\/\/ ([\w./-]+\.m?js)\b/.exec(text)?.[1]
    if (name) steps.push({ kind: 'write', name, text })
  }
  return steps
}
