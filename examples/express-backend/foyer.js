// Foyer itself, on a port of its own. In production this is a process of its own: `npx foyer start`.
import { createFoyer, serve } from '@foyer/server'

/** @param {string} page the application's own origin */
export async function startFoyer(page) {
  const port = Number(process.env.FOYER_PORT ?? 4400)
  const foyer = await createFoyer({
    url: `http://localhost:${port}`,
    demo: true, // http and the mailbox are for trying out
    organisation: { name: 'Example Ltd', locale: 'en' },
    mail: { from: 'Example Ltd <hello@example.com>', transport: 'capture' },
    applications: { app: { name: 'Example App', url: page, origins: [page], pages: { auth: page } } },
  })
  const served = await serve(foyer, { port })
  process.once('SIGINT', () => served.close().then(() => process.exit()))
  console.log(`Page: ${page}\nMailbox: ${foyer.url}/mailbox\nexport FOYER_URL=${foyer.url} FOYER_API_KEY=${foyer.demoApiKey}`)
  return { url: foyer.url, apiKey: foyer.demoApiKey }
}
