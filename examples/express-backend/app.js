// An Express app with a session of its own; Foyer runs beside it.
import { foyer as signIn } from '@foyer/sdk/express'
import express from 'express'
import { startFoyer } from './foyer.js'

const port = Number(process.env.PORT ?? 3000)
const { url, apiKey } = await startFoyer(`http://localhost:${port}`)
const auth = signIn({ url, apiKey, application: 'app' })

const app = express()
app.use('/auth', auth.routes)
app.get('/', async (req, res) => {
  const session = await auth.verify(req)
  res.send(page(session === null ? signInForm : hello(session.user.firstName ?? '')))
})
app.get('/api/me', async (req, res) => {
  const session = await auth.verify(req)
  if (session === null) res.status(401).json({ error: 'Please sign in' })
  else res.json(session.user)
})

const signInForm = `
  <script type="module" src="${url}/widget.js"></script>
  <foyer-auth application="app" exchange="/auth" return-to="/"></foyer-auth>`

/** @param {string} name */
const hello = (name) => `
  <h1>Hello, ${escapeHtml(name)}</h1>
  <form method="post" action="/auth/sign-out"><button>Sign out</button></form>`

/** @param {string} content */
const page = (content) => `<!doctype html><html lang="en"><title>Example App</title><body>${content}</body></html>`

/** @param {string} text */
const escapeHtml = (text) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

app.listen(port, '127.0.0.1')
