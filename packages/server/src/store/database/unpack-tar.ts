// Unpacks a tar archive of plain files and directories into a directory, onto the disk for certain.
import { closeSync, fsync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { promisify } from 'node:util'

const BLOCK = 512
const DIRECTORY = '5'
const FILE = new Set(['0', '\0', ''])
/** How many files may be on their way to the disk: one after the other, each waits for it as long as many together. */
const MAX_SYNCING = 64

const syncFile = promisify(fsync)

/**
 * ustar (POSIX.1-1988), modes reduced to 0600 and 0700. Refuses names that lead out of the directory and kinds other than these two. Everything
 * is on the disk when this resolves.
 */
export async function unpackTar(archive: Buffer, directory: string): Promise<void> {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const directories = new Set([directory])
  const syncing = new Set<Promise<unknown>>()
  try {
    for (const { kind, name, content } of entriesOf(archive)) {
      const path = join(directory, normalize(`/${name}`))
      if (kind === DIRECTORY) {
        mkdirSync(path, { recursive: true, mode: 0o700 })
        directories.add(path)
      } else if (FILE.has(kind)) {
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
        if (syncing.size >= MAX_SYNCING) await Promise.race(syncing)
        // What fails stays, for the next look to throw.
        const written: Promise<unknown> = writeDurably(path, content).then(() => syncing.delete(written))
        syncing.add(written)
      } else throw new Error(`The archive holds an entry of kind ${kind}: ${name}`)
    }
    await Promise.all(syncing)
  } finally {
    await Promise.allSettled(syncing)
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

/** Written when this returns, on the disk when it resolves. */
async function writeDurably(path: string, content: Buffer): Promise<void> {
  const handle = openSync(path, 'w', 0o600)
  try {
    for (let written = 0; written < content.length; ) written += writeSync(handle, content, written)
    await syncFile(handle)
  } finally {
    closeSync(handle)
  }
}

function* entriesOf(archive: Buffer): Generator<{ kind: string; name: string; content: Buffer }> {
  for (let offset = 0; offset + BLOCK <= archive.length; ) {
    const header = archive.subarray(offset, offset + BLOCK)
    const name = [field(header, 345, 155), field(header, 0, 100)].filter(Boolean).join('/')
    if (name === '') return
    const size = Number.parseInt(field(header, 124, 12), 8) || 0
    yield { kind: field(header, 156, 1), name, content: archive.subarray(offset + BLOCK, offset + BLOCK + size) }
    offset += BLOCK + Math.ceil(size / BLOCK) * BLOCK
  }
}

function field(header: Buffer, start: number, length: number): string {
  const text = header.toString('utf8', start, start + length)
  const end = text.indexOf('\0')
  return (end === -1 ? text : text.slice(0, end)).trim()
}
