// Names what failed in vitest's JSON report, so that a long run's end says it again.

/**
 * One line for each failed test and each file that did not load, in the report's order.
 * @param {{ testResults: { name: string, status: string, message?: string, assertionResults: { status: string, fullName: string, failureMessages?: string[] }[] }[] } | null} report
 * @param {string} base folder whose path is left out of the files' names
 */
export function listFailures(report, base) {
  return (report?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const file = name.replace(`${base}/`, '')
    const failed = assertionResults.filter((test) => test.status === 'failed')
    if (status === 'failed' && failed.length === 0) return [`${file}\n    ${shorten(message)}`]
    return failed.map((test) => `${file} > ${test.fullName}\n    ${shorten(test.failureMessages?.[0])}`)
  })
}

/**
 * One line for each test that went through after it had failed, in the report's order.
 * @param {Parameters<typeof listFailures>[0]} report
 * @param {string} base folder whose path is left out of the files' names
 */
export function listSecondTries(report, base) {
  return (report?.testResults ?? []).flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status, failureMessages = [] }) => status === 'passed' && failureMessages.length > 0)
      .map((test) => `${name.replace(`${base}/`, '')} > ${test.fullName}\n    ${shorten(test.failureMessages?.[0])}`),
  )
}

const MOST_LINES = 12

/** The beginning of a message: what was expected, and the first places of its stack. */
const shorten = (message = 'gave no message') => message.trim().split('\n').slice(0, MOST_LINES).join('\n    ')
