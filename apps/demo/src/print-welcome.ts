// What stands on the terminal once everything runs.

export interface Welcome {
  hostUrl: string
  adminUrl: string
  mailboxUrl: string
  docsUrl: string
  apiKey: string
  /** Whether the demo app leads into the admin app by one click. */
  hasOwnerDoor: boolean
  /** `null` once somebody used it. */
  firstOwnerLink: string | null
  ready: { email: string; password: string }
  /** What differs from the usual: another port, the network's address. */
  remarks: readonly string[]
}

export function welcomeText(
  { hostUrl, adminUrl, mailboxUrl, docsUrl, apiKey, hasOwnerDoor, firstOwnerLink, ready, remarks }: Welcome,
  color: boolean,
): string {
  const bold = (text: string) => (color ? `\u001b[1m${text}\u001b[22m` : text)
  const dim = (text: string) => (color ? `\u001b[2m${text}\u001b[22m` : text)
  const row = (label: string, value: string, more = '') => `  ${label.padEnd(17)}${bold(value)}${more && `  ${dim(more)}`}`
  return [
    '',
    `  ${bold('Foyer is running, with the people of Beispiel AG.')}`,
    '',
    row('Begin here', hostUrl, 'the demo app, with a tour'),
    row('Admin app', adminUrl, hasOwnerDoor ? 'one click from the demo app' : 'sign in as an owner'),
    row('Mailbox', mailboxUrl, 'every mail that would have been sent'),
    row('API reference', docsUrl),
    row('Demo API key', apiKey, 'valid on this machine only'),
    row('Ready account', ready.email, ready.password),
    ...(firstOwnerLink === null ? [] : [row('First owner', firstOwnerLink, 'works once')]),
    ...(remarks.length > 0 ? ['', ...remarks.map((remark) => `  ${dim(remark)}`)] : []),
    '',
    dim('  Ctrl-C stops. Data stays in ./data; npm start -- --fresh starts over.'),
    '',
  ].join('\n')
}
