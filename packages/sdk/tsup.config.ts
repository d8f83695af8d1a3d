import { defineConfig } from 'tsup'

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    'browser/index': 'src/browser/index.ts',
    'backend/index': 'src/backend/index.ts',
    'backend/hono': 'src/backend/hono.ts',
  },
  format: 'esm',
  target: ['es2021'],
  sourcemap: true,
  noExternal: [/^@foyer\/contract/],
})
