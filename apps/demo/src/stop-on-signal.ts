// Ctrl-C closes everything and ends the process; a second one ends it at once.

const CLOSE_WITHIN_MS = 10_000

export function stopOnSignal(close: () => Promise<void>): void {
  let stopping = false
  const stop = async () => {
    if (stopping) process.exit(130)
    stopping = true
    console.log('\n  Stopping …')
    setTimeout(() => process.exit(1), CLOSE_WITHIN_MS).unref()
    await close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop().catch(fail))
}

function fail(error: unknown): never {
  console.error(error)
  process.exit(1)
}
