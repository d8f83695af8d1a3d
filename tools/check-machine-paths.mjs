// Checks that no committed file names a folder of somebody's machine or a package server of their own.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { listFiles } from './list-files.mjs'
import { root } from './root.mjs'

const TEXT_LIMIT_BYTES = 4_000_000
const PATTERNS = [
  /(?<![\w.])\/(?:home|Users)\/(?!runner\b)[a-z][\w.-]*\//i,
  /(?<![\w.])\/(?:root|work)\/[\w.-]+/,
  /\b[A-Z]:\\{1,2}Users\\/,
  /^\s*tarball: /m,
  /_authToken|\bnpm_[A-Za-z0-9]{30,}/,
]

/**
 * @param {Record<string, string>} [files] path → text
 * @returns {string[]} one line for each place
 */
export function checkMachinePaths(files = readAll()) {
  return Object.entries(files).flatMap(([file, text]) =>
    PATTERNS.flatMap((pattern) => {
      const found = pattern.exec(text)
      return found ? [`${file}:${text.slice(0, found.index).split('\n').length} ${found[0].trim()}`] : []
    }),
  )
}

function readAll() {
  const read = listFiles({ untracked: false })
    .filter((file) => !file.startsWith('tools/check-machine-paths'))
    .map((file) => [file, readFileSync(join(root, file))])
  return Object.fromEntries(
    read
      .filter(([, bytes]) => bytes.length < TEXT_LIMIT_BYTES && !bytes.includes(0))
      .map(([file, bytes]) => [file, bytes.toString('utf8')]),
  )
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const problems = checkMachinePaths()
  console.log(problems.length === 0 ? 'no file names a machine' : problems.join('\n'))
  process.exitCode = problems.length > 0 ? 1 : 0
}
