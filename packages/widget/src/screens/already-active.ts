// The link or code belongs to an account that is in use already.

import type { Screen } from './screen.ts'

export const alreadyActive: Screen<'already_active'> = ({ speech: { say }, act }) => ({
  title: say('activeTitle'),
  lead: say('activeLead'),
  submit: { label: say('toSignIn'), run: () => act('to_sign_in') },
})
