// Stops with one clear sentence when Node is older than the workspace needs.
import { readFileSync } from 'node:fs'

/** Ends the process with code 1 when this Node is older than `engines.node` in package.json. */
export function checkNodeVersion(running = process.versions.node) {
  const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  const wanted = engines.node.replace('>=', '')
  if (isAtLeast(running, wanted)) return
  console.error(
    `Foyer needs Node ${wanted} or newer; this is Node ${running}. Get a current one from https://nodejs.org and run the command again.`,
  )
  process.exit(1)
}

/** Compares versions such as `20.19` and `22.1.0` number by number; a missing part counts as 0. */
export function isAtLeast(version, floor) {
  const [have, need] = [version, floor].map((text) => text.split('.').map(Number))
  for (let part = 0; part < 3; part++) {
    const difference = (have[part] ?? 0) - (need[part] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return true
}
