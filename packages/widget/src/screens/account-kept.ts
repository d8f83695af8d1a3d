// The account stays; nobody is signed in by the link that said so.

import type { Screen } from './screen.ts'

export const accountKept: Screen<'account_kept'> = ({ data, speech: { say }, act }) => ({
  title: say('keptTitle'),
  lead: data.nameMasked ? say('keptName', { name: data.nameMasked }) : say('keptLead'),
  submit: { label: say('toSignIn'), run: () => act('to_sign_in') },
})
