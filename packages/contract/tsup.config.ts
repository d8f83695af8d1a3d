import { defineConfig } from 'tsup'

export default defineConfig({
  entry: { index: 'src/index.ts', routes: 'src/routes.ts', openapi: 'src/openapi.ts' },
  format: 'esm',
  target: 'node20',
  sourcemap: true,
})
