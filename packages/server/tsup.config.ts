import { cpSync, mkdirSync } from 'node:fs'
import { defineConfig } from 'tsup'

/** What else is hundreds of small files, each looked up and opened at every start: half of what a start took. */
const BUNDLED = ['kysely', 'zod', 'uuidv7']

export default defineConfig({
  entry: { index: 'src/index.ts', cli: 'src/cli.ts', testing: 'src/testing.ts', 'new-schema': 'src/store/new-schema.ts' },
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  noExternal: [/^@foyer\/(contract|core)(\/|$)/, ...BUNDLED],
  async onSuccess() {
    mkdirSync('dist/licences', { recursive: true })
    for (const name of BUNDLED) cpSync(`node_modules/${name}/LICENSE`, `dist/licences/${name}.txt`)
  },
})
