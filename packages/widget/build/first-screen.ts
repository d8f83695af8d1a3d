// Build step: lists the files that the first sign-in screen loads, for the size check.

import { writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Plugin } from './plugin.ts'

const LANGUAGE = 'src/i18n/de.ts'

/** Writes `<outDir>/first-screen.json`: the entry, one language, and everything that these import. */
export const firstScreen = (outDir: string): Plugin => ({
  name: 'first-screen',
  setup(build) {
    build.initialOptions.metafile = true
    build.onEnd(async ({ metafile }) => {
      if (!metafile) return
      const { outputs } = metafile
      const found = new Set<string>()
      const add = (file: string): void => {
        if (found.has(file)) return
        found.add(file)
        for (const { path, kind } of outputs[file]?.imports ?? []) if (kind === 'import-statement') add(path)
      }
      for (const [file, { entryPoint }] of Object.entries(outputs)) {
        if (entryPoint === 'src/widget.ts' || entryPoint === LANGUAGE) add(file)
      }
      const files = [...found].map((file) => relative(outDir, file)).sort()
      await writeFile(join(outDir, 'first-screen.json'), `${JSON.stringify(files, null, 2)}\n`)
    })
  },
})
