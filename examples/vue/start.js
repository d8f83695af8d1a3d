// Starts Foyer, the application's backend, and Vite with the page; Vite hands /auth and /api on to the backend.
import { foyer as signIn } from '@foyer/sdk/hono'
import { serve } from '@foyer/server'
import { Hono } from 'hono'
import { createServer } from 'vite'
import { startFoyer } from './foyer.js'

const port = Number(process.env.PORT ?? 3000)
const page = `http://localhost:${port}`
const { url, apiKey } = await startFoyer(page)
const auth = signIn({ url, apiKey, application: 'app', origin: page })

const app = new Hono()
app.route('/auth', auth.routes)
app.get('/api/me', async (c) => {
  const session = await auth.verify(c.req.raw)
  return c.json(session?.user ?? null)
})
const backend = await serve({ app, close: async () => {} }, { port: 0 })

const target = `http://127.0.0.1:${backend.port}`
const vite = await createServer({
  root: import.meta.dirname,
  define: {
    FOYER_URL: JSON.stringify(url),
    // Vue's own switches, which @vitejs/plugin-vue sets where components stand in files of their own.
    __VUE_OPTIONS_API__: 'true',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  },
  server: { port, strictPort: true, proxy: { '/auth': target, '/api': target } },
})
await vite.listen()
