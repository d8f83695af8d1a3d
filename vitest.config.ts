// All tests of the workspace, one project for each package that has some.
import { existsSync, readdirSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

const FOLDERS = ['packages', 'apps'].flatMap((parent) => readdirSync(new URL(parent, import.meta.url)).map((name) => `${parent}/${name}`))

/** A folder with a configuration of its own keeps it; the others run with the defaults. */
const projects = FOLDERS.map((folder) =>
  existsSync(new URL(`${folder}/vitest.config.ts`, import.meta.url))
    ? folder
    : { root: folder, test: { name: folder.split('/').at(-1) ?? folder, include: ['src/**/*.test.ts'] } },
)

// Browser tests share one browser and two cores: one file at a time, with time for a cold start.
const e2e = existsSync(new URL('e2e/vitest.config.ts', import.meta.url))
  ? 'e2e'
  : { root: 'e2e', test: { name: 'e2e', include: ['**/*.test.ts'], fileParallelism: false, testTimeout: 120_000, hookTimeout: 120_000 } }

export default defineConfig({
  test: {
    passWithNoTests: true,
    projects: [...projects, e2e, { test: { name: 'tools', include: ['tools/**/*.test.mjs'], testTimeout: 20_000 } }],
  },
})
