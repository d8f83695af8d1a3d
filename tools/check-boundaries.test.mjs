// Which imports pass the rooms' doors and which do not.
import { expect, test } from 'vitest'
import { checkBoundaries } from './check-boundaries.mjs'

test.each([
  ['packages/contract/src/a.ts', "import * as z from 'zod'"],
  ['packages/core/src/a.ts', "import { domainToASCII } from 'node:url'"],
  ['packages/core/src/a.ts', "import type { Step } from '@foyer/contract'"],
  ['packages/core/src/a.ts', "import { ROLES } from '@foyer/contract/tables'"],
  ['packages/core/src/a.test.ts', "import fc from 'fast-check'"],
  ['packages/sdk/src/a.ts', "import { routes } from '@foyer/contract/routes'"],
  ['packages/sdk/src/backend/hono.ts', "import { Hono } from 'hono'"],
  ['packages/widget/src/a.ts', "import { html } from 'lit'\nimport { createFlow } from '@foyer/sdk/browser'"],
  ['packages/server/src/store/a.ts', "import { sql } from 'kysely'"],
  ['packages/server/src/http/a.ts', "import { Hono } from 'hono'\nimport { FoyerError } from '@foyer/core'"],
  ['examples/csv/a.ts', "import { Foyer } from '@foyer/sdk'"],
  ['e2e/a.test.ts', "import { createFoyer } from '@foyer/server'\nimport { x } from './x.ts'"],
])('%s may say: %s', (file, text) => {
  expect(checkBoundaries({ [file]: text })).toEqual([])
})

test.each([
  ['packages/contract/src/a.ts', "import { createHmac } from 'node:crypto'"],
  ['packages/core/src/a.ts', "import { fileURLToPath } from 'node:url'"],
  ['packages/core/src/a.ts', "import * as url from 'node:url'"],
  ['packages/core/src/a.ts', "import { type Step } from '@foyer/contract'"],
  ['packages/core/src/a.ts', "export { errorCodes } from '@foyer/contract'"],
  ['packages/core/src/a.test.ts', "import { createFoyer } from '@foyer/server'"],
  ['packages/sdk/src/a.ts', "import { contract } from '@foyer/contract'"],
  ['packages/sdk/src/browser/a.ts', "import { Hono } from 'hono'"],
  ['packages/widget/src/a.ts', "const core = await import('@foyer/core')"],
  ['packages/server/src/http/a.ts', "import { sql } from 'kysely'"],
  ['packages/server/src/http/a.ts', "import type { Kysely } from 'kysely'"],
  ['packages/server/src/http/a.ts', "import type { Foyer } from '@foyer/sdk'"],
  ['packages/server/src/a.ts', "import { x } from '../../core/src/x.ts'"],
  ['packages/server/src/a.ts', "import { x } from '@foyer/core/src/x.ts'"],
  ['examples/csv/a.ts', "import { x } from '@foyer/core'"],
  ['apps/demo/src/a.ts', "type A = import('@foyer/contract').Step"],
])('%s may not say: %s', (file, text) => {
  expect(checkBoundaries({ [file]: text })).toEqual([expect.stringContaining(`${file}:1 `)])
})

test('what only tests load counts as a test, until the source loads it too', () => {
  const files = {
    'packages/sdk/src/a.test.ts': "import { fake } from './fake.ts'",
    'packages/sdk/src/fake.ts': "import { serve } from '@hono/node-server'\nimport { schema } from '@foyer/contract'",
  }
  expect(checkBoundaries(files)).toEqual([])
  expect(checkBoundaries({ ...files, 'packages/sdk/src/index.ts': "import { fake } from './fake.ts'" })).toHaveLength(2)
})

test('files that load each other in a circle are named in order', () => {
  const files = {
    'packages/core/src/a.ts': "import { b } from './b.ts'",
    'packages/core/src/b.ts': "import { c } from './deep/c.ts'",
    'packages/core/src/deep/c.ts': "export { a } from '../a.ts'",
  }
  expect(checkBoundaries(files)).toEqual([
    'circle: packages/core/src/a.ts → packages/core/src/b.ts → packages/core/src/deep/c.ts → packages/core/src/a.ts',
  ])
})

test('a circle of types alone is none, because it loads nothing', () => {
  expect(
    checkBoundaries({
      'packages/core/src/a.ts': "import { b } from './b.ts'",
      'packages/core/src/b.ts': "import type { a } from './a.ts'",
    }),
  ).toEqual([])
})
