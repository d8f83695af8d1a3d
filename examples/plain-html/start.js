// Serves the page as any web server would, and Foyer beside it.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { startFoyer } from './foyer.js'

const port = Number(process.env.PORT ?? 3000)
const { url } = await startFoyer(`http://localhost:${port}`)

/** @type {Record<string, [string, string]>} */
const files = {
  '/': [fileURLToPath(new URL('index.html', import.meta.url)), 'text/html'],
  '/page.js': [fileURLToPath(new URL('page.js', import.meta.url)), 'text/javascript'],
  '/foyer-browser.js': [fileURLToPath(import.meta.resolve('@foyer/sdk/browser')), 'text/javascript'],
}

createServer(async (req, res) => {
  const [file, type] = files[(req.url ?? '/').split('?')[0] ?? '/'] ?? []
  if (file === undefined || type === undefined) return res.writeHead(404).end()
  const text = await readFile(file, 'utf8')
  return res.setHeader('content-type', `${type}; charset=utf-8`).end(text.replaceAll('http://localhost:4400', url))
}).listen(port, '127.0.0.1')
