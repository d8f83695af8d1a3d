// Runs the command `foyer` as a process of its own, in a folder of its own, from the sources as they are.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { build } from 'tsup'

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

export interface RunningFoyer {
  readonly process: ChildProcess
  readonly ended: Promise<Ended>
  /** Where it listens, once it says so in its log. Rejects when it ends before. */
  listening(): Promise<string>
}

export interface CommandLine {
  /** The folder that commands run in: with a configuration file, and `@foyer/server` in reach. */
  readonly folder: string
  /** The bundled command, for whoever starts it otherwise. */
  readonly script: string
  /** Writes `foyer.config.ts` with that text as the configuration; mails are captured unless it says otherwise. */
  configure(text: string, name?: string): void
  foyer(...args: string[]): Promise<Ended>
  /** The same for one that goes on running. `env` adds to the environment. */
  start(args: readonly string[], env?: Record<string, string>): RunningFoyer
  close(): void
}

const home = join(import.meta.dirname, '..')
const cache = join(home, '.cache')
let count = 0

/** Node 20 runs no TypeScript: the command is bundled first, beside links to what is built. Not into dist, which builds tidy. */
async function bundle(): Promise<string> {
  count += 1
  const name = `test-cli-${process.pid}-${count}`
  mkdirSync(cache, { recursive: true })
  for (const file of ['embedded-database.tar.gz', 'engine-thread.js']) link(file)
  await build({
    config: false,
    entry: { [name]: join(home, 'src/cli.ts'), 'hash-thread': join(home, 'src/password/hash-thread.js') },
    format: 'esm',
    target: 'node20',
    outDir: cache,
    clean: false,
    splitting: true,
    esbuildOptions(options) {
      options.chunkNames = `${name}-[hash]`
    },
    skipNodeModulesBundle: true,
    silent: true,
  })
  return join(cache, `${name}.js`)
}

function link(file: string): void {
  const place = join(cache, file)
  if (existsSync(place)) return
  rmSync(place, { force: true })
  symlinkSync(join('../dist', file), place)
}

export async function openCommandLine(env: Record<string, string> = {}): Promise<CommandLine> {
  const script = await bundle()
  const folder = mkdtempSync(join(tmpdir(), 'foyer-cli-'))
  mkdirSync(join(folder, 'node_modules/@foyer'), { recursive: true })
  symlinkSync(home, join(folder, 'node_modules/@foyer/server'))
  const { FOYER_SECRETS: _, LOG_LEVEL: __, ...inherited } = process.env
  const living = new Set<ChildProcess>()

  const start = (args: readonly string[], more: Record<string, string> = {}): RunningFoyer => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: folder,
      env: { ...inherited, ...env, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    living.add(child)
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    const ended = new Promise<Ended>((resolve) => {
      child.once('close', (code) => {
        living.delete(child)
        resolve({ code, stdout, stderr })
      })
    })
    const listening = () =>
      new Promise<string>((resolve, reject) => {
        const look = () => {
          const port = /"port":(\d+),"msg":"listening"/.exec(stdout)?.[1]
          if (port !== undefined) resolve(`http://127.0.0.1:${port}`)
        }
        child.stdout.on('data', look)
        look()
        void ended.then(({ code }) => reject(new Error(`foyer ended with ${code}: ${stdout}${stderr}`)))
      })
    return { process: child, ended, listening }
  }

  return {
    folder,
    script,
    start,
    configure(text, name = 'foyer.config.ts') {
      writeFileSync(join(folder, name), `import { defineConfig, mailgun, smtp } from '@foyer/server'\n${text}\n`)
    },
    foyer: (...args) => start(args).ended,
    close() {
      for (const child of living) child.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
      for (const file of readdirSync(cache)) if (file.startsWith(basename(script, '.js'))) rmSync(join(cache, file), { force: true })
    },
  }
}

/** A whole configuration file; `more` are further lines of it. */
export const configFile = (more = ''): string => `
const url: string = 'https://id.foyer.test'
export default defineConfig({
  url,
  organisation: { name: 'Beispiel AG' },
  mail: { from: 'Beispiel AG <hallo@beispiel.example>', transport: smtp({ host: '127.0.0.1', port: 1 }) },
  applications: { app: { name: 'App' }, portal: { name: 'Portal', manages: true } },
  ${more}
})`
