// Info sheets for 1,000 people whom nobody invited yet: from the request to the last byte of the file, with progress on the way.
import { hasPoppler, readEvery } from './harness/read-sheets.mjs'
import { ORIGIN, startFoyer } from './harness/start-foyer.mjs'

const PEOPLE = 1_000
const AIM_S = 10
const AIM_MB = 400
const EVERY = 10

/** @param {{ cluster: import('./harness/private-cluster.mjs').Cluster, say: (what: string) => void }} context */
export async function benchSheets({ cluster, say }) {
  const foyer = await startFoyer({ database: await cluster.createDatabase(), logLevel: 'warn' })
  try {
    say(`entering ${PEOPLE} people`)
    for (let at = 0; at < PEOPLE; at += 10)
      await Promise.all(Array.from({ length: 10 }, (_, next) => foyer.sdk.users.create(person(at + next))))
    await foyer.sdk.invitations.sheet([{ externalId: 'B-0' }], { application: 'app' }).then((file) => file.bytes())
    const table = []
    const first = await print(foyer, say, 'invited and printed as PDF', { application: 'app', format: 'pdf', only: 'all' })
    table.push(first.row, (await print(foyer, say, 'printed again as PDF', { format: 'pdf', only: 'all' })).row)
    table.push((await print(foyer, say, 'printed again as ZIP', { format: 'zip', only: 'all' })).row)
    table.push((await print(foyer, say, 'in two languages', { format: 'pdf', only: 'all', locales: ['de', 'en'] })).row)
    table.push(['every tenth sheet read', await readBack(foyer, say, first.bytes), '', '', '', ''])
    return {
      title: `${PEOPLE} info sheets, at most ${AIM_S} s and ${AIM_MB} MB`,
      head: ['', 'seconds', 'of them invitations', 'of a processor', 'MB in memory at most', 'MB of file'],
      table,
    }
  } finally {
    await foyer.stop()
  }
}

const person = (at) => ({
  externalId: `B-${at}`,
  firstName: ['Mia', 'Łukasz', 'Ελένη', 'Иван', 'محمد'][at % 5],
  lastName: `Weber ${at}`,
  location: `Werk ${at % 4}`,
  department: `Abteilung ${at % 7}`,
})

async function print(foyer, say, name, options) {
  say(name)
  let peak = 0
  const look = async () => {
    peak = Math.max(peak, (await foyer.usage()).rssBytes / 1e6)
  }
  const watch = setInterval(() => void look().catch(() => undefined), 50)
  const { cpuMs } = await foyer.usage()
  const begun = performance.now()
  let invited = begun
  const progress = () => {
    invited = performance.now()
  }
  const file = await foyer.sdk.invitations.sheet({}, options, { progress, timeoutMs: 120_000 })
  const bytes = await file.bytes()
  const ended = performance.now()
  clearInterval(watch)
  const worked = (await foyer.usage()).cpuMs - cpuMs
  if (file.batch.sheets !== PEOPLE) throw new Error(`${file.batch.sheets} sheets were printed`)
  const seconds = (ms) => (ms / 1000).toFixed(1)
  return {
    bytes,
    row: [name, seconds(ended - begun), seconds(invited - begun), seconds(worked), peak.toFixed(0), (bytes.length / 1e6).toFixed(1)],
  }
}

/** The link of the QR code and the code in the text are two secrets of one generation: the link's page shows the code. */
async function readBack(foyer, say, pdf) {
  if (!hasPoppler) return 'poppler-utils is not installed'
  say('reading every tenth sheet')
  const sheets = readEvery(EVERY, pdf)
  let right = 0
  for (const { code, qr } of sheets) if (qr !== null && (await codeBehind(foyer, qr)) === code) right += 1
  if (right < PEOPLE / EVERY) throw new Error(`${right} of ${sheets.length} sheets could be read; there are ${PEOPLE / EVERY}`)
  return `${right} of ${sheets.length} right`
}

async function codeBehind(foyer, link) {
  // Reading pages holds this process up for longer than the server keeps a connection: the first call may meet its end.
  const ask = (path, body) =>
    fetch(`${foyer.address}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: ORIGIN },
      body: JSON.stringify(body),
    })
  const post = async (path, body) => (await ask(path, body).catch(() => ask(path, body))).json()
  const { token } = await post('/flow/start', { application: 'app', link: link.slice(link.lastIndexOf('/') + 1) })
  const { step } = await post('/flow/act', { token, action: 'other_device', input: {} })
  return step?.data.code
}
