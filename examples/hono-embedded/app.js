// A Hono app with Foyer mounted in it: one process, one port, one cookie jar.
import { foyer as signIn } from '@foyer/sdk/hono'
import { createFoyer, serve } from '@foyer/server'
import { Hono } from 'hono'
import { html } from 'hono/html'

const port = Number(process.env.PORT ?? 3000)
const url = `http://localhost:${port}`
const foyer = await createFoyer({
  url: `${url}/id`,
  demo: true, // http and the mailbox are for trying out
  organisation: { name: 'Example Ltd', locale: 'en' },
  mail: { from: 'Example Ltd <hello@example.com>', transport: 'capture' },
  applications: { app: { name: 'Example App', url, pages: { auth: url } } },
})
const auth = signIn({ url: foyer.url, apiKey: foyer.demoApiKey, application: 'app' })

const app = new Hono()
app.route('/id', foyer.app)
app.route('/auth', auth.routes)
app.get('/', async (c) => {
  const session = await auth.verify(c.req.raw)
  return c.html(page(session === null ? signInForm : hello(session.user.firstName)))
})

const signInForm = html`
  <script type="module" src="/id/widget.js"></script>
  <foyer-auth application="app" exchange="/auth" return-to="/"></foyer-auth>`

/** @param {string | null} name */
const hello = (name) => html`
  <h1>Hello, ${name}</h1>
  <form method="post" action="/auth/sign-out"><button>Sign out</button></form>`

/** @param {typeof signInForm} content */
const page = (content) => html`<!doctype html><html lang="en"><title>Example App</title><body>${content}</body></html>`

const served = await serve({ app, close: foyer.close }, { port })
process.once('SIGINT', () => served.close().then(() => process.exit()))
console.log(`Page: ${url}\nMailbox: ${foyer.url}/mailbox\nexport FOYER_URL=${foyer.url} FOYER_API_KEY=${foyer.demoApiKey}`)
