// Starts the in-process PostgreSQL: from the shipped empty database at the first start, without one by initdb.
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { schemaId } from '../new-schema.ts'
import { compileEngine } from './compile-engine.ts'
import { createDurableNodeFs } from './durable-node-fs.ts'
import { syncDirectory, unpackTar } from './unpack-tar.ts'

const SETTINGS = ['shared_buffers=16MB', 'timezone=UTC'].flatMap((setting) => ['-c', setting])
const DURABLE = ['-c', 'fsync=on', '-c', 'wal_sync_method=fsync']

/** Dumps lie beside the built server; from the sources they are in the package's dist. */
const DUMP_PLACES = ['./', '../../../dist/']

export async function startEngineInMemory(dump: URL | null = findDump()): Promise<PGlite> {
  const engine = await start({
    extensions: { pg_trgm },
    pgliteWasmModule: await compileEngine(),
    startParams: [...PGlite.defaultStartParams, ...SETTINGS],
    ...(dump ? { loadDataDir: new Blob([readFileSync(dump)]) } : {}),
  })
  if (!dump) await engine.exec('create extension if not exists pg_trgm')
  return engine
}

/**
 * Opens `<directory>/postgres`, which appears by one rename: a start that is killed half-way leaves nothing that the next would take for whole.
 * The caller holds the directory's lock.
 */
export async function startEngineInDirectory(directory: string, dump: URL | null = findDumpWithSchema() ?? findDump()): Promise<PGlite> {
  const home = join(directory, 'postgres')
  if (!existsSync(join(home, 'PG_VERSION'))) {
    const fresh = join(directory, 'postgres.new')
    rmSync(fresh, { recursive: true, force: true })
    if (dump) await unpackTar(gunzipSync(readFileSync(dump)), fresh)
    else await initialise(fresh)
    renameSync(fresh, home)
    syncDirectory(directory)
  }
  return start(await durable(home))
}

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

async function initialise(path: string): Promise<void> {
  const engine = await start(await durable(path))
  await engine.exec('create extension if not exists pg_trgm')
  await engine.close()
}

/** Without reading the types of arrays, a query over the catalogue at every start: the driver in front of the engine has its own. */
async function start(options: PGliteOptions): Promise<PGlite> {
  const engine = new PGlite(options)
  engine._initArrayTypes = async () => {}
  await engine.waitReady
  return engine
}

async function durable(path: string): Promise<PGliteOptions> {
  return {
    fs: createDurableNodeFs(path),
    pgliteWasmModule: await compileEngine(),
    extensions: { pg_trgm },
    startParams: [...PGlite.defaultStartParams.filter((param) => param !== '-F'), ...SETTINGS, ...DURABLE],
  }
}
