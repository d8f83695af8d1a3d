// Runs one program, keeps what it prints (the newest megabyte) and never throws.
import { spawn } from 'node:child_process'
import { delimiter, isAbsolute, join } from 'node:path'
import { root } from './root.mjs'

/** Windows starts the programs that packages bring only through its shell. */
const isWindows = process.platform === 'win32'
const KEPT_CHARACTERS = 1_000_000

/**
 * Runs a program from the workspace's root unless `cwd` says otherwise; the folders' own binaries are on the path.
 * `live` sends the output to the terminal at once instead of keeping it; `timeoutMs` ends the program (0: never).
 * @param {string} command
 * @param {readonly string[]} [args]
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, live?: boolean, shell?: boolean, timeoutMs?: number }} [options]
 * @returns {Promise<{ ok: boolean, code: number, output: string }>}
 */
export function runCommand(
  command,
  args = [],
  { cwd = root, env = {}, live = false, shell = isWindows && !isAbsolute(command), timeoutMs = 0 } = {},
) {
  const path = [join(cwd, 'node_modules/.bin'), join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter)
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env, PATH: path },
      shell,
      stdio: live ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      ...(timeoutMs > 0 && { timeout: timeoutMs, killSignal: 'SIGKILL' }),
    })
    let output = ''
    const keep = (chunk) => {
      output = (output + chunk).slice(-KEPT_CHARACTERS)
    }
    child.stdout?.setEncoding('utf8').on('data', keep)
    child.stderr?.setEncoding('utf8').on('data', keep)
    child.on('error', (error) => resolve({ ok: false, code: 127, output: `${command}: ${error.message}` }))
    child.on('close', (code, signal) => {
      if (signal) keep(`\n${command} was ended by ${signal}${timeoutMs > 0 ? ` (limit ${timeoutMs / 1000} s)` : ''}\n`)
      resolve({ ok: code === 0, code: code ?? 1, output })
    })
  })
}
