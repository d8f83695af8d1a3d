// Puts the demo together: Foyer on its embedded database, its people, and the host app.

import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Foyer as Client } from '@foyer/sdk'
import { createFoyer, type Foyer, type Served, serve } from '@foyer/server'
import { clearData } from './clear-data.ts'
import { type DemoConfig, demoConfig } from './demo-config.ts'
import { findFreePort } from './find-free-port.ts'
import { createHostApp } from './host-app.ts'
import { lanAddress } from './lan-address.ts'
import { createOwnerDoor, ownerPassword } from './owner-door.ts'
import { welcomeText } from './print-welcome.ts'
import type { DemoArguments } from './read-arguments.ts'
import { readyPerson } from './seed/people.ts'
import { readMailbox } from './seed/read-mailbox.ts'
import { seedPeople } from './seed/seed-people.ts'
import type { Progress } from './show-progress.ts'

export interface Demo {
  foyerUrl: string
  hostUrl: string
  apiKey: string
  /** What to print. */
  welcome: string
  close(): Promise<void>
}

/** `progress` is told while people are entered. @throws Error with a sentence for the terminal */
export async function startDemo({ fresh, lan, questions, port }: DemoArguments, dataDirectory: string, progress: Progress): Promise<Demo> {
  const network = lan ? lanAddress() : null
  if (lan && network === null) throw new Error('--lan needs a network, and this machine is in none.')
  const hostname = network === null ? '127.0.0.1' : '0.0.0.0'
  const foyerPort = await findFreePort(port, hostname)
  const hostPort = await findFreePort(foyerPort + 1, hostname)
  const at = (number: number, name = network ?? 'localhost') => `http://${name}:${number}`
  const [foyerUrl, hostUrl] = [at(foyerPort), at(hostPort)]
  const config = demoConfig({ foyerUrl, hostUrl, dataDirectory, questions })

  if (fresh) await clearData(dataDirectory, () => createFoyer(config, { worker: false }))
  const foyer = await createFoyer(config)
  const started: Served[] = []
  try {
    const apiKey = foyer.demoApiKey ?? ''
    await fillOnce(foyer, apiKey, dataDirectory, progress)
    const mailboxUrl = `${at(foyerPort, 'localhost')}/mailbox`
    const ownerDoor = network === null ? createOwnerDoor({ foyerUrl, password: ownerPassword(apiKey), fetch: inProcess(foyer) }) : null
    const app = createHostApp({ foyerUrl, apiKey, origin: hostUrl, mailboxUrl, ownerDoor, fetch: inProcess(foyer) })
    started.push(await serve({ app, close: async () => {} }, { port: hostPort, hostname }))
    started.push(await serve(foyer, { port: foyerPort, hostname }))
    const welcome = welcomeText(
      {
        hostUrl,
        adminUrl: `${foyerUrl}/admin`,
        mailboxUrl,
        docsUrl: `${foyerUrl}/docs`,
        apiKey,
        hasOwnerDoor: ownerDoor !== null,
        firstOwnerLink: foyer.firstOwnerLink,
        ready: readyPerson,
        remarks: remarks(port, foyerPort, hostPort, network),
      },
      process.stdout.isTTY,
    )
    return { foyerUrl, hostUrl, apiKey, welcome, close: () => closeAll(started, foyer) }
  } catch (error) {
    await closeAll(started, foyer)
    throw error
  }
}

/** The people are entered once for a data directory: whoever was changed or erased since stays so. */
async function fillOnce(foyer: Foyer, apiKey: string, dataDirectory: string, progress: Progress): Promise<void> {
  const mark = join(dataDirectory, 'demo-people-entered')
  if (existsSync(mark)) return
  const client = new Client<DemoConfig>({ url: foyer.url, apiKey, fetch: inProcess(foyer) })
  const readPage = async (path: string) => (await foyer.app.request(path)).text()
  await seedPeople({
    foyer: client,
    holder: {
      request: async (path, init) => foyer.app.request(path, init),
      origin: foyer.url,
      async readMail(to) {
        await foyer.idle()
        return readMailbox(readPage, to)
      },
    },
    ownerPassword: ownerPassword(apiKey),
    progress,
  })
  await writeFile(mark, `${new Date().toISOString()}\n`)
}

/** The host app's backend and Foyer share this process; the network's address is none from which Foyer answers the demo's key. */
function inProcess(foyer: Foyer): typeof fetch {
  return async (input, init) => foyer.app.fetch(new Request(input, init))
}

async function closeAll(started: readonly Served[], foyer: Foyer): Promise<void> {
  await Promise.allSettled(started.map((served) => served.close()))
  await foyer.close()
}

function remarks(wanted: number, foyerPort: number, hostPort: number, network: string | null): string[] {
  const moved = foyerPort !== wanted || hostPort !== wanted + 1
  return [
    ...(moved ? [`Port ${wanted} or ${wanted + 1} was taken: Foyer is on ${foyerPort}, the demo app on ${hostPort}.`] : []),
    ...(network === null ? [] : [`Reachable in the network at ${network}. The mailbox and the API key answer this machine only.`]),
  ]
}
