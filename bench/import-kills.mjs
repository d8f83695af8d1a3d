// `npm run bench:import-kills`: kills a server fifty times while it imports, on both databases; in CI it is five times.
import { spawnSync } from 'node:child_process'
import { root } from '../tools/root.mjs'

const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', 'e2e/import-killed.test.ts', '--testTimeout=1800000'],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      FOYER_IMPORT_KILLS: process.env.FOYER_IMPORT_KILLS ?? '50',
      FOYER_IMPORT_ROWS: process.env.FOYER_IMPORT_ROWS ?? '50000',
    },
  },
)
process.exitCode = status ?? 1
