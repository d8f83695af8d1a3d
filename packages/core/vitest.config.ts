// How the tests of this package run: pure functions, so no set-up and no isolation between files.

import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['src/**/*.test.ts'], environment: 'node', pool: 'threads', isolate: false, testTimeout: 30_000 },
})
