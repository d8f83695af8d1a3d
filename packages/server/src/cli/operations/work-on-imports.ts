// Works on the import whose turn it is, for a few seconds: where a server runs, that one does most of it.

import { setTimeout as rest } from 'node:timers/promises'
import * as z from 'zod'
import { startImportRunner } from '../../import/import-runner.ts'
import type { Operation } from '../operation.ts'

/** Well within what a command waits for its answer. */
const WORK_MS = 3_000

export const workOnImports: Operation<Record<string, never>, Record<string, never>> = {
  name: 'imports.work',
  input: z.strictObject({}),
  output: z.strictObject({}),
  async run(deps) {
    // Its pace is the careful one: nobody is kept waiting by it.
    const runner = startImportRunner({ ...deps, log: null }, 'embedded')
    await Promise.race([runner.idle(), rest(WORK_MS, undefined, { ref: false })])
    await runner.stop()
    return {}
  },
}
