// Checks that the samples in the documentation compile against the built packages and that its links lead somewhere.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkLinks } from './check-links.mjs'
import { extractSamples } from './extract-samples.mjs'
import { listFiles } from './list-files.mjs'
import { root } from './root.mjs'
import { runCommand } from './run-command.mjs'

/** Inside e2e, because a sample may import what is published and what the browser tests have installed. */
const FOLDER = 'e2e/.cache/samples'
const OPTIONS = {
  extends: '../../../tsconfig.base.json',
  compilerOptions: {
    composite: false,
    declaration: false,
    declarationMap: false,
    emitDeclarationOnly: false,
    noEmit: true,
    allowJs: true,
    checkJs: true,
    jsx: 'react-jsx',
    noUnusedLocals: false,
    noUnusedParameters: false,
    moduleDetection: 'force',
    rewriteRelativeImportExtensions: false,
    types: ['node'],
    lib: ['ES2023', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
  },
}

/** @returns {Promise<{ samples: number, problems: string[] }>} problems name the page and its line */
export async function checkDocs() {
  const pages = listFiles().filter((file) => file.endsWith('.md'))
  const taught = pages.filter((file) => !file.includes('/') || /^(docs|packages|examples)\//.test(file))
  const problems = checkLinks(root, pages)
  rmSync(join(root, FOLDER), { recursive: true, force: true })
  let samples = 0
  for (const page of taught) {
    for (const { name, text } of extractSamples(readFileSync(join(root, page), 'utf8'))) {
      const file = join(root, FOLDER, page, name)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
      samples += 1
    }
  }
  if (samples === 0) return { samples, problems }
  writeFileSync(join(root, FOLDER, 'tsconfig.json'), JSON.stringify({ ...OPTIONS, include: ['**/*'] }))
  const { ok, output } = await runCommand(process.execPath, ['node_modules/typescript7/bin/tsc', '-p', FOLDER, '--pretty', 'false'])
  const failures = output.split('\n').filter((line) => line.includes('error TS'))
  if (!ok) problems.push(...(failures.length > 0 ? failures.map(toPage) : [output]))
  return { samples, problems }
}

/** `e2e/.cache/samples/README.md/line-12.ts(14,3): error …` → `README.md:14 …` */
const toPage = (line) => line.replace(/^.*?samples\/(.*?\.md)\/[^(]*\((\d+),\d+\): error (TS\d+): /, '$1:$2 $3 ')

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (!existsSync(join(root, 'packages/sdk/dist'))) console.log('build first: samples are checked against the built packages')
  const { samples, problems } = await checkDocs()
  console.log(problems.length === 0 ? `${samples} samples compile` : problems.join('\n'))
  process.exitCode = problems.length > 0 ? 1 : 0
}
