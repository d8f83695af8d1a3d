// The archive of the shipped database, unpacked.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { unpackTar } from './unpack-tar.ts'

const root = mkdtempSync(join(tmpdir(), 'foyer-tar-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const tar = (...args: string[]) => execFileSync('tar', ['--format=ustar', '-c', '-f', '-', '-C', join(root, 'from'), ...args])

mkdirSync(join(root, 'from/empty'), { recursive: true })
writeFileSync(join(root, 'from/short'), 'short')
writeFileSync(join(root, 'from/none'), '')
writeFileSync(join(root, 'from/blocks'), 'x'.repeat(1_024))
writeFileSync(join(root, 'outside'), 'untouched')

it('brings back files of every size and empty directories, for their owner alone', async () => {
  const to = join(root, 'to')
  await unpackTar(tar('.'), to)
  expect(readdirSync(to).sort()).toEqual(['blocks', 'empty', 'none', 'short'])
  expect(readFileSync(join(to, 'short'), 'utf8')).toBe('short')
  expect(readFileSync(join(to, 'none'), 'utf8')).toBe('')
  expect(readFileSync(join(to, 'blocks'), 'utf8')).toBe('x'.repeat(1_024))
  expect(statSync(join(to, 'short')).mode & 0o777).toBe(0o600)
})

it('lets no name lead out of the directory', async () => {
  const archive = tar('short')
  archive.fill(0, 0, 100).write('../../outside', 0)
  const to = join(root, 'deep/er')
  await unpackTar(archive, to)
  expect(readFileSync(join(root, 'outside'), 'utf8')).toBe('untouched')
  expect(existsSync(join(to, 'outside'))).toBe(true)
})

it('brings back more files than it has on their way to the disk at once', async () => {
  mkdirSync(join(root, 'from/many'))
  for (let i = 0; i < 100; i += 1) writeFileSync(join(root, `from/many/${i}`), `file ${i}`)
  await unpackTar(tar('many'), join(root, 'more'))
  const files = Array.from({ length: 100 }, (_, i) => readFileSync(join(root, `more/many/${i}`), 'utf8'))
  expect(files).toEqual(files.map((_, i) => `file ${i}`))
})

it('refuses links', async () => {
  symlinkSync('/etc', join(root, 'from/link'))
  await expect(unpackTar(tar('link'), join(root, 'linked'))).rejects.toThrow('kind 2')
})
