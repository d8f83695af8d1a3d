// The new password stands. Nobody is signed in by it.

import type { Screen } from './screen.ts'

export const recovered: Screen<'recovered'> = ({ data, speech: { say }, act }) => ({
  title: say('recoveredTitle'),
  lead: data.nameMasked ? say('recoveredName', { name: data.nameMasked }) : say('recoveredLead'),
  submit: { label: say('toSignIn'), run: () => act('to_sign_in') },
})
