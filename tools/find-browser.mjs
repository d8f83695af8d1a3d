// Finds a Chrome, Chromium or Edge for the browser tests, and fetches a Chromium where none is installed.
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './root.mjs'
import { runCommand } from './run-command.mjs'

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
  'chrome',
  'msedge',
]
const { LOCALAPPDATA = '', PROGRAMFILES = '', 'PROGRAMFILES(X86)': PROGRAMFILES_X86 = '' } = process.env
const MAC = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
const WINDOWS = [PROGRAMFILES, PROGRAMFILES_X86, LOCALAPPDATA]
  .filter(Boolean)
  .flatMap((base) => [join(base, 'Google/Chrome/Application/chrome.exe'), join(base, 'Microsoft/Edge/Application/msedge.exe')])
const LINUX = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome', '/opt/microsoft/msedge'].flatMap((base) =>
  NAMES.map((name) => join(base, name)),
)
const PLACES = { darwin: MAC, win32: WINDOWS }[process.platform] ?? LINUX
const PLAYWRIGHT_LIMIT_MS = 4 * 60_000
const APT_LIMIT_MS = 8 * 60_000

/**
 * `FOYER_BROWSER` wins; then what is installed; then, unless `install` is false, `playwright-core install chromium` and, as root on Debian, apt.
 * @returns {Promise<{ path: string, reason: null } | { path: null, reason: string }>} the reason is one line
 */
export async function findBrowser({ install = true } = {}) {
  const named = process.env.FOYER_BROWSER
  if (named)
    return isProgram(named) ? { path: named, reason: null } : { path: null, reason: `FOYER_BROWSER names ${named}, which is not a program` }
  const present = installedBrowser()
  if (present) return { path: present, reason: null }
  if (!install) return { path: null, reason: 'no Chrome, Chromium or Edge is installed' }

  const fetched = await runCommand(process.execPath, [join(root, 'node_modules/playwright-core/cli.js'), 'install', 'chromium'], {
    timeoutMs: PLAYWRIGHT_LIMIT_MS,
  })
  const afterFetch = fetched.ok ? installedBrowser() : null
  if (afterFetch && (await starts(afterFetch))) return { path: afterFetch, reason: null }
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !isOnPath('apt-get')) {
    return { path: null, reason: 'no Chrome, Chromium or Edge is installed, and playwright-core could not fetch a Chromium that starts' }
  }
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await runCommand('apt-get', ['update'], { env, timeoutMs: APT_LIMIT_MS })
  await runCommand('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env, timeoutMs: APT_LIMIT_MS })
  const afterApt = LINUX.find(isProgram)
  return afterApt ? { path: afterApt, reason: null } : { path: null, reason: 'neither playwright-core nor apt could install a Chromium' }
}

function installedBrowser() {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((base) => NAMES.map((name) => join(base, process.platform === 'win32' ? `${name}.exe` : name)))
  return [...PLACES, ...onPath, ...playwrightBrowsers()].find(isProgram) ?? null
}

/** Playwright keeps each build in a folder such as `chromium-1200`; the newest comes first. */
function playwrightBrowsers() {
  const caches = { darwin: join(homedir(), 'Library/Caches/ms-playwright'), win32: join(LOCALAPPDATA, 'ms-playwright') }
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH ?? caches[process.platform] ?? join(homedir(), '.cache/ms-playwright')
  if (!existsSync(cache)) return []
  const builds = readdirSync(cache).filter((name) => /^chromium-\d+$/.test(name))
  builds.sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)))
  return builds.flatMap((build) =>
    readdirSync(join(cache, build)).flatMap((folder) => PROGRAMS.map((program) => join(cache, build, folder, program))),
  )
}

const PROGRAMS = [
  'chrome',
  'chrome.exe',
  'Chromium.app/Contents/MacOS/Chromium',
  'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
]

const isOnPath = (name) => (process.env.PATH ?? '').split(delimiter).some((base) => isProgram(join(base, name)))

/** A fetched build may lack system libraries; asking for its version shows it. */
const starts = async (path) => (await runCommand(path, ['--version'], { timeoutMs: 20_000 })).ok

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { path, reason } = await findBrowser()
  console.log(path ?? reason)
  process.exitCode = path ? 0 : 1
}
