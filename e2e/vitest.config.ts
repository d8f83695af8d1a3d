// How the end-to-end tests run: one file at a time, because they share one browser's worth of two cores.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: 'e2e',
    include: ['*.test.ts'],
    environment: 'node',
    pool: 'forks',
    fileParallelism: false,
    globalSetup: ['./harness/global-setup.ts'],
    testTimeout: 240_000,
    hookTimeout: 120_000,
    // A browser on a machine that others use may lose a race that no person would: once more, and the run's end names it.
    retry: process.env.CI ? 1 : 0,
    expect: { poll: { timeout: 20_000 } },
  },
})
