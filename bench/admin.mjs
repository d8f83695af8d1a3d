// The admin app's list of people in a real browser: scrolling, a filter and a search at a thousand people and at a million.
import { createServer } from 'node:net'
import { chromium } from 'playwright-core'
import { findBrowser } from '../tools/find-browser.mjs'
import { enterModels, fillPeople } from './harness/fill-people.mjs'
import { enterAndActivate, PASSWORD } from './harness/holder.mjs'
import { startFoyer } from './harness/start-foyer.mjs'
import { median } from './harness/statistics.mjs'

const SIZES = [1_000]
const MILLION = 1_000_000
const LONG_TASK_MS = 50
/** Pixels in a frame: a fast wheel. */
const STEP_PX = 240
const FRAMES = 240
const ROUNDS = 7
const SEARCHES = ['web', 'mia weber', 'n-47', 'kowal', 'p123@', 'yilmaz', 'silva']
const FILTERS = [
  'status=invited',
  'status=online',
  'emailStatus=confirmed',
  'location=Location+7',
  'department=Department+3',
  'status=offline',
  'application=app',
]

/** @param {{ cluster: import('./harness/private-cluster.mjs').Cluster, say: (what: string) => void, million: boolean }} context */
export async function benchAdmin({ cluster, say, million }) {
  const { path, reason } = await findBrowser()
  if (path === null) throw new Error(`This benchmark needs a browser: ${reason}`)
  const browser = await chromium.launch({ executablePath: path, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
  const rows = []
  try {
    for (const people of million ? [...SIZES, MILLION] : SIZES) {
      say(`filling a database with ${people.toLocaleString('en')} people`)
      rows.push(await measure(cluster, browser, people, say))
    }
  } finally {
    await browser.close()
  }
  return {
    title: 'The admin app’s list of people, in Chromium',
    head: [
      '',
      'rows scrolled past',
      `tasks over ${LONG_TASK_MS} ms`,
      'longest task',
      'the same by processor time',
      'frame, median',
      'frame, p95',
      'a filter',
      'a search',
      'to the first rows',
    ],
    table: rows,
  }
}

async function measure(cluster, browser, people, say) {
  const port = await freePort()
  const database = await cluster.createDatabase()
  const foyer = await startFoyer({
    database,
    logLevel: 'warn',
    origin: `http://localhost:${port}`,
    port,
    admin: true,
  })
  try {
    const email = await enterAndActivate(foyer, 0, { application: 'portal', role: 'owner' })
    await fillPeople(cluster, database, await enterModels(foyer), people)
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' })
    await page.goto(`${foyer.origin}/admin/people`)
    await page.getByLabel('Email address').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.locator('tr[data-row="0"]').waitFor()
    const first = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const begun = performance.now()
      await page.goto(`${foyer.origin}/admin/people`)
      await page.locator('tr[data-row="0"]').waitFor()
      first.push(performance.now() - begun)
    }
    say('scrolling')
    // What writing all these people left the database to do is not the page's.
    await cluster.query(database, 'checkpoint')
    const scrolled = await scroll(page)
    say('scrolling, while the browser writes down what takes its processor')
    await page.goto(`${foyer.origin}/admin/people`)
    await page.locator('tr[data-row="0"]').waitFor()
    await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] })
    await scroll(page)
    const worked = taskTimes(await browser.stopTracing())
    say('filtering and searching')
    const filters = []
    for (const filter of FILTERS) filters.push(await answered(page, () => change(page, `/people?${filter}`)))
    await change(page, '/people')
    const searches = []
    for (const search of SEARCHES) searches.push(await answered(page, () => page.getByRole('searchbox').fill(search)))
    await page.close()
    const ms = (value) => `${value.toFixed(0)} ms`
    return [
      people.toLocaleString('en'),
      String(scrolled.rows),
      String(scrolled.long.length),
      ms(Math.max(0, ...scrolled.long)),
      `${worked.filter((time) => time > LONG_TASK_MS).length}, longest ${ms(Math.max(0, ...worked))}`,
      `${median(scrolled.frames).toFixed(1)} ms`,
      `${scrolled.frames.sort((a, b) => a - b)[Math.floor(scrolled.frames.length * 0.95)].toFixed(1)} ms`,
      ms(median(filters)),
      ms(median(searches)),
      ms(median(first)),
    ]
  } finally {
    await foyer.stop()
  }
}

/** As somebody does who turns the wheel without a stop: pages are read and rows drawn on the way. */
const scroll = (page) =>
  page.evaluate(
    async ({ stepPx, count }) => {
      const box = document.querySelector('.rows')
      const long = []
      const observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) long.push(duration)
      })
      observer.observe({ type: 'longtask' })
      const frames = []
      let before = performance.now()
      for (let frame = 0; frame < count; frame += 1) {
        await new Promise((resolve) => requestAnimationFrame(resolve))
        const now = performance.now()
        if (frame > 0) frames.push(now - before)
        before = now
        box.scrollTop += stepPx
      }
      await new Promise((resolve) => setTimeout(resolve, 300))
      observer.disconnect()
      return { long, frames, rows: Math.round(box.scrollTop / 40) }
    },
    { stepPx: STEP_PX, count: FRAMES },
  )

/**
 * Of each task of the page's own thread, the processor's time: on a machine that others use, a task stands still in between, and the clock
 * on the wall counts that as well.
 */
function taskTimes(trace) {
  const { traceEvents } = JSON.parse(trace.toString())
  const tasks = traceEvents.filter(({ name, tdur }) => name === 'RunTask' && tdur !== undefined)
  const mains = new Set(
    traceEvents.flatMap(({ name, args, pid, tid }) => (name === 'thread_name' && args?.name === 'CrRendererMain' ? [`${pid} ${tid}`] : [])),
  )
  return tasks.filter(({ pid, tid }) => mains.has(`${pid} ${tid}`)).map(({ tdur }) => tdur / 1000)
}

/** Another address within the app, as a click on a link of it goes. */
const change = (page, path) =>
  page.evaluate((to) => {
    history.pushState(null, '', `/admin${to}`)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)

/** From the act to its rows on the screen; of a search, the pause after typing included. */
async function answered(page, act) {
  const begun = performance.now()
  const answer = page.waitForResponse((response) => new URL(response.url()).pathname === '/api/users')
  await act()
  await answer
  await page.locator('.rows[aria-busy="false"], .empty').first().waitFor()
  return performance.now() - begun
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
