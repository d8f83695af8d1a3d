// Runs a script of this folder in a process of its own, for what needs a second process or a killed one.
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { build } from 'tsup'

export type ScriptProcess = ChildProcessByStdio<Writable, Readable, null>

let count = 0

/**
 * Node 20 runs no TypeScript, so the script is bundled first, into dist, where it finds the shipped database as the built server does.
 * @param name of the file in this folder, without `.ts`
 * @param maxFileBytes size beyond which no file of the process may grow: as a full disk would, without one
 */
export async function runScript(name: string, args: readonly string[], maxFileBytes?: number): Promise<ScriptProcess> {
  const dist = join(import.meta.dirname, '../dist')
  count += 1
  const entry = `test-${name}-${process.pid}-${count}`
  await build({
    config: false,
    entry: { [entry]: join(import.meta.dirname, `${name}.ts`) },
    format: 'esm',
    target: 'node20',
    outDir: dist,
    clean: false,
    splitting: false,
    skipNodeModulesBundle: true,
    silent: true,
  })
  const script = join(dist, `${entry}.js`)
  // POSIX counts ulimit -f in blocks of 512 bytes.
  const limit = maxFileBytes === undefined ? '' : `ulimit -f ${Math.floor(maxFileBytes / 512)};`
  const child = spawn('sh', ['-c', `${limit} exec "$0" "$@"`, process.execPath, script, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.once('close', () => rmSync(script, { force: true }))
  return child
}

/** The first line that the process prints which starts with `prefix`, without it. Rejects when the process ends before. */
export function lineFrom({ stdout }: ScriptProcess, prefix: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const read = (chunk: Buffer) => {
      text += chunk.toString()
      const line = text.split('\n').find((candidate, index, all) => index < all.length - 1 && candidate.startsWith(prefix))
      if (line === undefined) return
      stdout.off('data', read)
      resolve(line.slice(prefix.length))
    }
    stdout.on('data', read)
    stdout.once('end', () => reject(new Error(`The script ended without a line that starts with "${prefix}": ${text}`)))
  })
}
