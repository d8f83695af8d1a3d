// The embedded PostgreSQL, on a thread of its own: what a client says comes in as messages, and so do the answers go out.
import { readFileSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { createDurableNodeFs } from './durable-node-fs.js'

/** Counting anew what statements are planned by looks at so many hundred rows: at thirty thousand, as is the standard, everybody would wait for it. */
const STATISTICS = 'default_statistics_target=10'
const SETTINGS = ['shared_buffers=16MB', 'timezone=UTC', STATISTICS].flatMap((setting) => ['-c', setting])
const DURABLE = ['-c', 'fsync=on', '-c', 'wal_sync_method=fsync']

/** A longer answer goes out in pieces, so that its first rows are read while the rest is made. */
const PIECE_BYTES = 64 * 1024
/** ReadyForQuery, then one byte for the transaction's state: the end of every answer. */
const READY = [0x5a, 0, 0, 0, 5]

let engine = null

// Listening is what keeps the thread there.
parentPort.on('message', (message) => {
  if (engine === null) void open(message)
  else if (message === 'close') void close()
  else answer(message)
})

async function open(opening) {
  engine = await start(opening)
  parentPort.postMessage('open')
}

/** `home`: the directory of its files, null for an engine in memory. `dump`: what that begins with. `isNew`: neither is there. */
async function start({ module, home, dump, isNew }) {
  const started = new PGlite({
    pgliteWasmModule: module,
    extensions: { pg_trgm },
    ...(home === null ? { startParams: [...PGlite.defaultStartParams, ...SETTINGS] } : durable(home)),
    ...(dump === null ? {} : { loadDataDir: new Blob([readFileSync(new URL(dump))]) }),
  })
  // The types of arrays are a query over the catalogue at every start: the driver in front of the engine has its own.
  started._initArrayTypes = async () => {}
  await started.waitReady
  if (isNew) await started.exec('create extension if not exists pg_trgm')
  return started
}

const durable = (home) => ({
  fs: createDurableNodeFs(home),
  startParams: [...PGlite.defaultStartParams.filter((param) => param !== '-F'), ...SETTINGS, ...DURABLE],
})

const piece = new Uint8Array(PIECE_BYTES)
let length = 0

function answer(message) {
  length = 0
  // It is done when this returns; the promise only tells of what went wrong.
  engine.execProtocolRawStream(message, { syncToFs: false, onRawData: collect }).catch((error) => {
    throw error
  })
  // Without it the engine is in no state to answer anything else: its disk is full, for one.
  const isWhole = READY.every((byte, at) => piece[length - READY.length - 1 + at] === byte)
  send(length)
  if (!isWhole) parentPort.postMessage('broken')
}

/** @param bytes the engine's own memory, which it goes on using */
function collect(bytes) {
  for (let at = 0; at < bytes.length; ) {
    // The end stays, to be looked at.
    if (length === PIECE_BYTES) send(length - READY.length - 1)
    const part = bytes.subarray(at, at + PIECE_BYTES - length)
    piece.set(part, length)
    length += part.length
    at += part.length
  }
}

function send(count) {
  const bytes = piece.slice(0, count)
  piece.copyWithin(0, count, length)
  length -= count
  parentPort.postMessage(bytes, [bytes.buffer])
}

async function close() {
  await engine.close()
  process.exit()
}
