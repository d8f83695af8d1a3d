// Lists the files that git knows or would add, by their paths from the workspace's root.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

/** With `untracked: false` only what is committed or staged; files deleted in the work tree are left out. */
export function listFiles({ untracked = true } = {}) {
  const args = ['ls-files', '-z', '--cached', ...(untracked ? ['--others', '--exclude-standard'] : [])]
  const output = execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  return [...new Set(output.split('\0').filter(Boolean))].filter((file) => existsSync(join(root, file)))
}
