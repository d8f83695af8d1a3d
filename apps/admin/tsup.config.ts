import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { defineConfig } from 'tsup'

const OUT_DIR = 'dist'
mkdirSync(OUT_DIR, { recursive: true })
rmSync(`${OUT_DIR}/admin`, { recursive: true, force: true })

export default defineConfig({
  entry: { main: 'src/main.ts' },
  outDir: OUT_DIR,
  format: 'esm',
  target: ['safari16.4', 'chrome111', 'firefox115'],
  platform: 'browser',
  minify: true,
  splitting: true,
  noExternal: [/.*/],
  esbuildOptions(options) {
    options.entryNames = 'admin/[name]-[hash]'
    options.chunkNames = 'admin/[name]-[hash]'
    options.assetNames = 'admin/[name]-[hash]'
    options.legalComments = 'none'
    options.metafile = true
  },
  esbuildPlugins: [
    {
      name: 'entry-names',
      setup(build) {
        build.onEnd(({ metafile }) => {
          const files = Object.entries(metafile?.outputs ?? {})
          const script = files.find(([, output]) => output.entryPoint === 'src/main.ts')
          if (script === undefined) return
          const style = script[1].cssBundle ?? ''
          writeFileSync(`${OUT_DIR}/entry.json`, JSON.stringify({ script: basename(script[0]), style: basename(style) }))
        })
      },
    },
  ],
})
