// A Foyer in a process of its own that only exists to be killed: plain http on loopback, mails through a provider of the test.
//
// Arguments: one JSON object with database (postgres:// address) or dataDirectory, secrets, transport and shiftMs.

import { createFoyer, mailgun, serve, smtp } from '@foyer/server'

const { database, dataDirectory, secrets, transport, shiftMs } = JSON.parse(process.argv[2] ?? '{}')
const providers = { mailgun, smtp }

const foyer = await createFoyer(
  {
    url: 'http://localhost',
    demo: true,
    organisation: { name: 'Beispiel AG' },
    mail: { from: 'Beispiel AG <hallo@beispiel.example>', transport: providers[transport.kind](transport.options) },
    applications: { app: { name: 'Beispiel App' } },
    secrets,
    ...(database ? { database } : { dataDirectory }),
  },
  // Leases of a killed process run out by the database's clock: moving it spares the wait, and nothing else.
  { onStore: (store) => shiftMs && void store.shiftClock(shiftMs) },
)
const served = await serve(foyer, { port: 0 })
console.log(`ready ${JSON.stringify({ url: `http://127.0.0.1:${served.port}`, apiKey: foyer.demoApiKey })}`)
