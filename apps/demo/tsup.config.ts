import { defineConfig } from 'tsup'

export default defineConfig({
  entry: { start: 'src/start.ts', 'host-app': 'src/host-app.ts' },
  format: 'esm',
  target: 'node20',
  sourcemap: true,
})
