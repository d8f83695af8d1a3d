import { defineConfig } from 'tsup'

export default defineConfig([
  {
    entry: {
      index: 'src/index.ts',
      'backend/index': 'src/backend/index.ts',
      'backend/hono': 'src/backend/hono.ts',
      'backend/express': 'src/backend/express.ts',
      'backend/fastify': 'src/backend/fastify.ts',
    },
    format: 'esm',
    target: 'es2022',
    sourcemap: true,
    noExternal: [/^@foyer\/contract/],
  },
  {
    // By itself and small: a page loads this file and nothing else.
    entry: { 'browser/index': 'src/browser/index.ts' },
    format: 'esm',
    target: ['safari15.4', 'ios15.4', 'chrome100', 'firefox115'],
    minify: true,
    splitting: false,
    sourcemap: true,
    noExternal: [/^@foyer\/contract/],
  },
])
