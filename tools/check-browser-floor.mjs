// Checks the widget and the browser SDK, as built, against the oldest browsers that holders may come with.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { scanCss } from './browser-floor/scan-css.mjs'
import { scanHtml } from './browser-floor/scan-html.mjs'
import { scanScript } from './browser-floor/scan-script.mjs'
import { root } from './root.mjs'

const FOLDERS = ['packages/widget/dist', 'packages/sdk/dist/browser']
const SCANNERS = { js: scanScript, mjs: scanScript, css: scanCss, html: scanHtml }

/**
 * Scans every script, style sheet and page in the folders.
 * @returns {{ files: number, problems: string[] }} one line for each feature of each file
 */
export function checkBrowserFloor(folders = FOLDERS.map((folder) => join(root, folder))) {
  const files = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true }).map((file) => join(folder, file)))
  const scanned = files.filter((file) => extensionOf(file) in SCANNERS)
  const problems = scanned.flatMap((file) =>
    SCANNERS[extensionOf(file)](readFileSync(file, 'utf8')).map(
      ({ feature, missing }) =>
        `${file.replace(`${root}/`, '')}: ${feature}${missing.length > 0 ? ` is missing in ${missing.join(', ')}` : ''}`,
    ),
  )
  return { files: scanned.length, problems: [...new Set(problems)] }
}

const extensionOf = (file) => file.slice(file.lastIndexOf('.') + 1)

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { files, problems } = checkBrowserFloor(process.argv.length > 2 ? process.argv.slice(2) : undefined)
  console.log(problems.length === 0 ? `${files} files keep to the floor` : problems.join('\n'))
  process.exitCode = problems.length > 0 ? 1 : 0
}
