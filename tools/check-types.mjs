// Checks all types, tests included, and that no TypeScript file stands outside every project.
import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { listFiles } from './list-files.mjs'
import { listWorkspaces } from './list-workspaces.mjs'
import { root } from './root.mjs'
import { runCommand } from './run-command.mjs'

const TSC = 'node_modules/typescript7/bin/tsc'
/** Configurations that their own tools read. */
const LEFT_OUT = /(^|\/)(tsup|vite|vitest)\.config\.ts$/

/** @returns {Promise<string[]>} the compilers' lines, and one for each file that no project holds */
export async function checkTypes() {
  const referenced = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'))
    .references.map(({ path }) => path)
    .filter((path) => existsSync(join(root, path, 'tsconfig.json')))
  const others = listWorkspaces()
    .map(({ path }) => path)
    .filter((path) => !referenced.includes(path) && existsSync(join(root, path, 'tsconfig.json')))
  const problems = await linesOf('-b')
  for (const path of others)
    problems.push(...(await linesOf('-p', path, '--noEmit', '--composite', 'false', '--emitDeclarationOnly', 'false')))
  if (problems.length > 0) return problems
  const seen = new Set()
  for (const path of [...referenced, ...others]) for (const file of await filesOf(path)) seen.add(file)
  const unseen = listFiles().filter((file) => /\.(ts|tsx|mts)$/.test(file) && file.includes('/') && !LEFT_OUT.test(file) && !seen.has(file))
  return unseen.map((file) => `${file} stands in no tsconfig.json, so nothing checks its types`)
}

async function linesOf(...args) {
  const { ok, output } = await runCommand(process.execPath, [TSC, ...args, '--pretty', 'false'])
  return ok ? [] : output.trim().split('\n')
}

async function filesOf(path) {
  const { output } = await runCommand(process.execPath, [TSC, '-p', path, '--listFilesOnly'])
  return output.split('\n').map((file) => relative(root, file.trim()).replaceAll('\\', '/'))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const problems = await checkTypes()
  console.log(problems.length === 0 ? 'all types agree' : problems.join('\n'))
  process.exitCode = problems.length > 0 ? 1 : 0
}
