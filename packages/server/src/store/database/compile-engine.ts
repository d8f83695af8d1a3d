// Compiles the in-process PostgreSQL: begun before anything else of a start, it goes on beside the rest.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { setFlagsFromString } from 'node:v8'

/** Node has it, its types do not. */
declare const WebAssembly: { compile(code: Uint8Array): Promise<object> }

/**
 * How many bytes of a function run before V8 optimises it: some 0.3 s of work. V8's own 1.8 million (13 million in newer ones) has half of the
 * engine optimised while it starts, which costs as much processor time again as all else, and memory; what a server then runs often gets there all the same.
 */
const TIERING_BUDGET = 1_000_000_000

let compiled: Promise<object> | undefined

/** Compiled once in a process, whoever asks. */
export function compileEngine(): Promise<object> {
  compiled ??= compile()
  // Whoever waits for it is told; where nobody does, as when a start stops before, a failure is no crash.
  compiled.catch(() => undefined)
  return compiled
}

async function compile(): Promise<object> {
  const engine = pathToFileURL(createRequire(import.meta.url).resolve('@electric-sql/pglite'))
  const code = await readFile(new URL('pglite.wasm', engine))
  setFlagsFromString(`--wasm-tiering-budget=${TIERING_BUDGET}`)
  return WebAssembly.compile(code)
}
