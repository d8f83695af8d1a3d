// What may stand in no source that is shipped, and in no file that is built from it.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { listFiles } from './list-files.mjs'
import { root } from './root.mjs'

const sources = listFiles().filter((file) => /^(packages|apps)\/[^/]+\/src\/.*\.ts$/.test(file) && !/\.test\.ts$|\/test\//.test(file))
const own = (file) => /^packages\/(server|core|contract)\//.test(file)

/** Each with the files that may hold it all the same, and why. */
const RULES = [
  { what: 'code made from text', pattern: /\beval\(|new Function\(|setTimeout\(\s*['"`]|vm\.run/, but: {} },
  {
    what: 'markup made from text in a page',
    pattern: /\.innerHTML\s*=|outerHTML\s*=|insertAdjacentHTML|unsafeHTML|unsafeSVG|document\.write\(/,
    but: {},
  },
  {
    what: 'broken hashes and ciphers',
    pattern: /createHash\(\s*['"](md5|sha1)|-(ecb|cbc)['"]|\b(rc4|des-ede)\b/i,
    but: { 'packages/server/src/password/leaked-passwords.ts': 'the list that is asked is ordered by it' },
  },
  { what: 'certificates that nobody checks', pattern: /rejectUnauthorized\s*:\s*false|NODE_TLS_REJECT_UNAUTHORIZED/, but: {} },
  { what: 'programs started by the server', pattern: /child_process/, only: own, but: {} },
  {
    what: 'numbers that can be guessed',
    pattern: /Math\.random/,
    only: own,
    but: {
      'packages/server/src/store/database/directory-lock.ts': 'names a file that others need not fail to guess',
      'packages/server/src/store/person.store.ts': 'spreads repetitions',
    },
  },
  {
    what: 'SQL put together from values',
    pattern: /sql\.lit\b|sql\.raw\(\s*`[^`]*\$\{(?!LOCK_WAIT_MS|LOCK_KEY)/,
    only: own,
    but: {},
  },
  { what: 'a message to every window', pattern: /postMessage\([^)]*['"]\*['"]/, but: {} },
]

describe.each(RULES)('$what', ({ pattern, but, only = () => true }) => {
  test('stands in no source', () => {
    const found = sources.filter((file) => only(file) && pattern.test(readFileSync(join(root, file), 'utf8')))
    expect(found.filter((file) => !Object.hasOwn(but, file))).toEqual([])
    // An exception that nothing needs any more goes.
    expect(Object.keys(but).filter((file) => !found.includes(file))).toEqual([])
  })
})

test('what is looked through is there', () => {
  expect(sources.length).toBeGreaterThan(200)
})

test('what is built for browsers runs under a policy without unsafe-eval', () => {
  const folders = ['packages/widget/dist', 'packages/sdk/dist'].map((folder) => join(root, folder)).filter((folder) => existsSync(folder))
  for (const folder of folders)
    for (const name of readdirSync(folder, { recursive: true }).filter((file) => String(file).endsWith('.js')))
      expect(/\beval\(|new Function\(/.test(readFileSync(join(folder, String(name)), 'utf8')), String(name)).toBe(false)
})
