// Starts the embedded PostgreSQL: from the shipped empty database at the first start, without one by initdb.
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { schemaId } from '../new-schema.ts'
import { compileEngine } from './compile-engine.ts'
import { type EngineThread, type Opening, startEngineThread } from './start-engine-thread.ts'
import { syncDirectory, unpackTar } from './unpack-tar.ts'

/** Dumps lie beside the built server; from the sources they are in the package's dist. */
const DUMP_PLACES = ['./', '../../../dist/']

export function startEngineInMemory(dump: URL | null = findDump()): Promise<EngineThread> {
  return start(startEngineThread(), { home: null, dump: dump?.href ?? null, isNew: dump === null })
}

/**
 * Opens `<directory>/postgres`, which appears by one rename: a start that is killed half-way leaves nothing that the next would take for whole.
 * The caller holds the directory's lock.
 */
export async function startEngineInDirectory(
  directory: string,
  dump: URL | null = findDumpWithSchema() ?? findDump(),
  thread: EngineThread = startEngineThread(),
): Promise<EngineThread> {
  try {
    const home = join(directory, 'postgres')
    if (!existsSync(join(home, 'PG_VERSION'))) await makeFiles(directory, home, dump)
    return await start(thread, { home, dump: null, isNew: false })
  } catch (error) {
    await thread.terminate()
    throw error
  }
}

async function makeFiles(directory: string, home: string, dump: URL | null): Promise<void> {
  const fresh = join(directory, 'postgres.new')
  rmSync(fresh, { recursive: true, force: true })
  if (dump) await unpackTar(gunzip(readFileSync(dump)), fresh)
  else await initialise(fresh)
  renameSync(fresh, home)
  syncDirectory(directory)
}

/** In one piece: of several, all would stay in memory for a while beside what they are put together to. A gzip file ends with its content's length. */
const gunzip = (packed: Buffer): Buffer => gunzipSync(packed, { chunkSize: packed.readUInt32LE(packed.length - 4) + 1 })

/** Null when the package was not built, as in a test from the sources. */
export function findDump(): URL | null {
  return findInPlaces('embedded-database.tar.gz')
}

/** With every table of this very schema. Null where the build was of another one, as while a migration is being written. */
export function findDumpWithSchema(): URL | null {
  return findInPlaces(`embedded-database-${schemaId()}.tar.gz`)
}

function findInPlaces(name: string): URL | null {
  return DUMP_PLACES.map((place) => new URL(`${place}${name}`, import.meta.url)).find((place) => existsSync(place)) ?? null
}

async function initialise(home: string): Promise<void> {
  const thread = await start(startEngineThread(), { home, dump: null, isNew: true })
  await thread.close()
}

async function start(thread: EngineThread, opening: Omit<Opening, 'module'>): Promise<EngineThread> {
  await thread.open({ ...opening, module: await compileEngine() })
  return thread
}
