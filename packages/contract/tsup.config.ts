import { defineConfig } from 'tsup'

/** Each file by itself: who bundles the contract gets what is used of it, not all schemas. */
export default defineConfig({
  entry: ['src/*.ts', '!src/*.test.ts'],
  format: 'esm',
  target: 'node20',
  sourcemap: true,
})
