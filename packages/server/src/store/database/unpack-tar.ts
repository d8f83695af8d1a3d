// Unpacks a tar archive of plain files and directories into a directory, onto the disk for certain.
import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

const BLOCK = 512
const DIRECTORY = '5'
const FILE = new Set(['0', '\0', ''])

/** ustar (POSIX.1-1988), modes reduced to 0600 and 0700. Refuses names that lead out of the directory and kinds other than these two. */
export function unpackTar(archive: Buffer, directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const directories = new Set([directory])
  for (let offset = 0; offset + BLOCK <= archive.length; ) {
    const header = archive.subarray(offset, offset + BLOCK)
    const name = [field(header, 345, 155), field(header, 0, 100)].filter(Boolean).join('/')
    if (name === '') break
    const size = Number.parseInt(field(header, 124, 12), 8) || 0
    const path = join(directory, normalize(`/${name}`))
    const kind = field(header, 156, 1)
    if (kind === DIRECTORY) {
      mkdirSync(path, { recursive: true, mode: 0o700 })
      directories.add(path)
    } else if (FILE.has(kind)) {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      writeDurably(path, archive.subarray(offset + BLOCK, offset + BLOCK + size))
    } else throw new Error(`The archive holds an entry of kind ${kind}: ${name}`)
    offset += BLOCK + Math.ceil(size / BLOCK) * BLOCK
  }
  for (const path of directories) syncDirectory(path)
}

/** Makes the names in a directory durable. */
export function syncDirectory(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function writeDurably(path: string, content: Buffer): void {
  const handle = openSync(path, 'w', 0o600)
  try {
    for (let written = 0; written < content.length; ) written += writeSync(handle, content, written)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function field(header: Buffer, start: number, length: number): string {
  const text = header.toString('utf8', start, start + length)
  const end = text.indexOf('\0')
  return (end === -1 ? text : text.slice(0, end)).trim()
}
