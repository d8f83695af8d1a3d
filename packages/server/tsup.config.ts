import { cpSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'tsup'

/** What else is hundreds of small files, each looked up and opened at every start: most of what a start took. */
const BUNDLED = [
  '@hono/node-server',
  '@oslojs/crypto',
  '@oslojs/encoding',
  '@oslojs/otp',
  'hono',
  'kysely',
  'pg',
  'pino',
  'uqr',
  'uuidv7',
  'zod',
]

/** `node_modules/.pnpm/pg@8/node_modules/pg/lib/client.js` is of the package in `node_modules/.pnpm/pg@8/node_modules/pg`. */
const PACKAGE = /^.*node_modules\/(?<name>(?:@[^/]+\/)?[^/@.][^/]*)(?=\/)/

const copyLicences = (inputs: readonly string[]) => {
  mkdirSync('dist/licences', { recursive: true })
  for (const input of inputs) {
    const found = PACKAGE.exec(input)
    if (found?.groups?.name === undefined) continue
    const licence = readdirSync(found[0]).find((file) => /^licen[cs]e/i.test(file))
    if (licence !== undefined) cpSync(join(found[0], licence), `dist/licences/${found.groups.name.replace('/', '-')}.txt`)
  }
}

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    cli: 'src/cli.ts',
    testing: 'src/testing.ts',
    'new-schema': 'src/store/new-schema.ts',
    'engine-thread': 'src/store/database/engine-thread.js',
    'hash-thread': 'src/password/hash-thread.js',
  },
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  external: ['pg-native'],
  noExternal: [/^@foyer\/(contract|core)(\/|$)/, ...BUNDLED.map((name) => new RegExp(`^${name}(/|$)`))],
  // What is bundled and not a module itself asks for Node's own parts so.
  banner: { js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);" },
  esbuildOptions(options) {
    // Names stay, for logs tell where something failed.
    options.minifySyntax = true
    options.minifyWhitespace = true
  },
  esbuildPlugins: [
    {
      name: 'licences',
      setup(build) {
        build.onEnd(({ metafile }) => copyLicences(Object.keys(metafile?.inputs ?? {})))
      },
    },
  ],
})
