// The other end of `forkProcess`: answers the parent's questions and ends when it says so, or when it is gone.

/** What the parent gave this process to start with. */
export const readInput = () => JSON.parse(process.argv[2] ?? '{}')

/** Tells the parent something that it did not ask for. */
export const notify = (notice) => process.send?.({ notice })

/**
 * @param {Record<string, import('../harness/fork-process.mjs').Json>} ready what the parent needs to know
 * @param {Record<string, (input: import('../harness/fork-process.mjs').Json) => unknown>} answers by question; every process also answers `usage`
 * @param {() => Promise<void>} [end]
 */
export function answerParent(ready, answers = {}, end = async () => {}) {
  const all = { usage, ...answers }
  process.on('message', async ({ id, question, input }) => {
    if (question === 'end') {
      await end()
      process.exit(0)
    }
    try {
      const answer = await all[question](input)
      process.send?.({ id, answer: answer ?? null })
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? error.message : String(error) })
    }
  })
  process.on('disconnect', () => process.exit(1))
  process.send?.({ id: 'ready', answer: ready })
}

function usage() {
  const { user, system } = process.cpuUsage()
  return { cpuMs: (user + system) / 1000, rssBytes: process.memoryUsage.rss() }
}
