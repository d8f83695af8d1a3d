// Counts what vitest's JSON report says.

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * A file that failed without a failing test (it did not load) counts as one failure.
 * @param {{ testResults: { status: string, name: string, assertionResults: { status: string }[] }[] } | null} report null: there is none
 * @param {boolean} ok whether vitest ended well; if it did not and nothing failed, that is a failure of its own
 * @returns {Counts}
 */
export function countTests(report, ok) {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for (const { status, assertionResults } of report?.testResults ?? []) {
    for (const test of assertionResults) counts[COLUMNS[test.status] ?? 'skipped'] += 1
    if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed')) counts.failed += 1
  }
  if (!ok && counts.failed === 0) counts.failed = 1
  return counts
}

const COLUMNS = { passed: 'passed', failed: 'failed' }

/** The line that ends every run of the tests. @param {Counts} counts */
export const countLine = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
