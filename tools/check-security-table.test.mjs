import { describe, expect, test } from 'vitest'
import { checkSecurityTable } from './check-security-table.mjs'

const files = { 'packages/a/src/b.test.ts': "it('does not let anybody in', () => {})\nit('isn\\'t open', () => {})" }
const problemsOf = (table) =>
  checkSecurityTable('docs/security/asvs.md', (path) => (path === 'docs/security/asvs.md' ? table : (files[path] ?? null))).problems
const link = (path = 'packages/a/src/b.test.ts') => `[${path}](../../${path})`

describe('the table of requirements', () => {
  test('passes with tests that are there, and with reasons', () => {
    expect(
      problemsOf(
        `- **V1.1.1** (level 1). Doors.\n  - ${link()} › \`does not let anybody in\`\n  - ${link()} › \`isn't open\`\n- **V1.1.2** (level 2). Windows.\n  - Does not apply: there are none.`,
      ),
    ).toEqual([])
  })

  test.each([
    [`- **V1.1.1** (level 1). Doors.\n  - ${link()} › \`lets somebody in\``, 'has no test "lets somebody in" any more'],
    [`- **V1.1.1** (level 1). Doors.\n  - ${link('packages/a/src/c.test.ts')} › \`x\``, 'c.test.ts is not there any more'],
    [`- **V1.1.1** (level 1). Doors.\n  - [b.test.ts](../../packages/a/src/b.test.ts) › \`x\``, 'shows b.test.ts'],
    [`- **V1.1.1** (level 1). Doors.\n  - ${link('packages/a/src/b.ts')} › \`x\``, 'is no test'],
    ['- **V1.1.1** (level 1). Doors.\n- **V1.1.2** (level 2). Windows.\n  - Not yet: no glass.', 'V1.1.1 has neither a test nor a reason'],
    ['- **V1.1.1** (level 1). Doors.\n  - Because.', 'neither a test nor a reason'],
    ['- **V1.1.1** Doors.', 'is not "- **V1.2.3** (level 1). What is asked"'],
    [`- **V1.1.1** (level 1). A.\n  - Not yet: x.\n- **V1.1.1** (level 1). A.\n  - Not yet: x.`, 'stands there twice'],
    ['', 'names no requirement'],
  ])('%j is reported', (table, words) => {
    expect(problemsOf(table).join('\n')).toContain(words)
  })
})
