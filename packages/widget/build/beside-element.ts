// Build step: what wraps the element imports it from the file beside, so that a page never has it twice.

import type { Plugin } from './plugin.ts'

export const besideElement: Plugin = {
  name: 'beside-element',
  setup(build) {
    build.onResolve({ filter: /^\.\/widget\.ts$/ }, () => ({ path: './widget.js', external: true }))
  },
}
