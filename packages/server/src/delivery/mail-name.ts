// The name under which a mail leaves, so that news about it find it: random, and nothing about anybody.

const MAIL_VARIABLE = 'foyer-mail'
/** Which of the person's addresses it went to. */
export const REVISION_VARIABLE = 'foyer-address'

/** To be handed to the provider along with the mail, who gives it back with everything that it tells. */
export const mailVariables = (jobId: number, token: string, revision: number): Record<string, string> => ({
  [MAIL_VARIABLE]: `${jobId}.${token}`,
  [REVISION_VARIABLE]: String(revision),
})

/** `null` for what is no name of ours. */
export const mailNamed = (variables: Readonly<Record<string, string>>): { jobId: number; token: string } | null => {
  const parts = /^(\d{1,15})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(variables[MAIL_VARIABLE] ?? '')
  const [, jobId, token] = parts ?? []
  return jobId === undefined || token === undefined ? null : { jobId: Number(jobId), token }
}
