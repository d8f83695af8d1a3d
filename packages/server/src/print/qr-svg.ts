// A link as a QR code: the modules, and an SVG picture of them.

import { encode } from 'uqr'

/** Light modules around the code that readers need (ISO/IEC 18004). */
export const QUIET_MODULES = 4

/** Rows of modules, true where dark, without the quiet zone. Level M: 15 % of it may be dirty or torn. */
export const qrModules = (text: string): boolean[][] => encode(text, { ecc: 'M', border: 0 }).data

/** Dark runs of each row as one path in units of a module: `M x y h n v 1 h -n z`. */
export const qrPath = (modules: readonly (readonly boolean[])[], offset = 0): string =>
  modules.flatMap((row, y) => darkRuns(row).map(([x, length]) => `M${x + offset} ${y + offset}h${length}v1h-${length}z`)).join('')

/** A picture of its own: `size` in pixels, black on white also in dark surroundings. */
export const qrSvg = (text: string, size = 320): string => {
  const modules = qrModules(text)
  const side = modules.length + 2 * QUIET_MODULES
  const path = qrPath(modules, QUIET_MODULES)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path fill="#000" d="${path}"/></svg>`
}

/** Where each row is dark: start and length. */
export const darkRuns = (row: readonly boolean[]): [start: number, length: number][] => {
  const runs: [number, number][] = []
  row.forEach((dark, x) => {
    const last = runs.at(-1)
    if (!dark) return
    if (last !== undefined && last[0] + last[1] === x) last[1] += 1
    else runs.push([x, 1])
  })
  return runs
}
