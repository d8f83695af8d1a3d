// Shows one step of work as a line: a spinner while it runs (terminals only), then a sign, its name and the seconds it took.
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const SIGNS = { passed: '✓', failed: '✗', skipped: '–' }

/** What a step answers: how it went, a few words for its line, and a log that is printed when it failed. */
/** @typedef {{ state: 'passed' | 'failed' | 'skipped', note?: string, log?: string }} StepResult */

/**
 * Runs `work` and prints its line; an exception counts as a failure with its message as log.
 * @param {string} name
 * @param {() => Promise<StepResult> | StepResult} work
 * @returns {Promise<StepResult & { name: string }>}
 */
export async function showStep(name, work) {
  const startedAt = Date.now()
  const stopSpinner = startSpinner(name, startedAt)
  const result = await Promise.resolve()
    .then(work)
    .catch((error) => ({ state: 'failed', log: error instanceof Error ? (error.stack ?? error.message) : String(error) }))
  stopSpinner()
  const note = result.note ? `, ${result.note}` : ''
  process.stdout.write(`${SIGNS[result.state]} ${name} (${seconds(startedAt)}${note})\n`)
  if (result.state === 'failed' && result.log) process.stdout.write(`${indent(result.log)}\n`)
  return { name, ...result }
}

function startSpinner(name, startedAt) {
  if (!process.stdout.isTTY || process.env.CI) {
    const notice = setTimeout(() => process.stdout.write(`… ${name}\n`), 5_000)
    return () => clearTimeout(notice)
  }
  let turn = 0
  const draw = () => process.stdout.write(`\r\x1b[2K${FRAMES[turn++ % FRAMES.length]} ${name} (${seconds(startedAt)})`)
  const timer = setInterval(draw, 100)
  draw()
  return () => {
    clearInterval(timer)
    process.stdout.write('\r\x1b[2K')
  }
}

const seconds = (startedAt) => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`

const indent = (text) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')
