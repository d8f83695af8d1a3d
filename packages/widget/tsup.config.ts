import { mkdirSync, rmSync } from 'node:fs'
import { defineConfig, type Options } from 'tsup'
import { besideElement } from './build/beside-element.ts'
import { firstScreen } from './build/first-screen.ts'
import { minifyText } from './build/minify-text.ts'

const OUT_DIR = 'dist'

mkdirSync(OUT_DIR, { recursive: true })
rmSync(`${OUT_DIR}/widget`, { recursive: true, force: true })

const page: Options = {
  entry: { widget: 'src/widget.ts' },
  outDir: OUT_DIR,
  format: 'esm',
  // Oldest browsers that holders come with.
  target: ['safari15.4', 'ios15.4', 'chrome100', 'firefox115'],
  // Neutral, with the condition `node`: lit's build that may also be imported where there is no document.
  platform: 'neutral',
  minify: true,
  splitting: true,
  noExternal: [/.*/],
  esbuildOptions(options) {
    options.conditions = ['node']
    options.chunkNames = 'widget/[name]-[hash]'
    options.legalComments = 'none'
  },
  esbuildPlugins: [minifyText(OUT_DIR), firstScreen(OUT_DIR)],
}

/** For bundles of hosts: the framework is theirs, and the element comes from the file beside. */
const wrappers: Options = {
  entry: { react: 'src/react.ts', vue: 'src/vue.ts' },
  outDir: OUT_DIR,
  format: 'esm',
  target: 'es2022',
  splitting: false,
  external: ['react', 'react-dom', 'vue'],
  esbuildPlugins: [besideElement],
}

export default defineConfig([page, wrappers])
