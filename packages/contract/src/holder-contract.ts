// Routes × schemas of those who sign in: what a server needs first.

import { accountActInput, accountActOutput, accountReadInput, accountReadOutput } from './account.ts'
import type { Endpoint } from './endpoint.ts'
import { flowActInput, flowStartInput, flowView } from './flows.ts'
import type { RouteName } from './routes.ts'
import {
  checkedSchema,
  checkInput,
  currentInput,
  currentSchema,
  endedSchema,
  endInput,
  exchangedSchema,
  exchangeInput,
  tokenSchema,
} from './sessions.ts'

export const holderContract = {
  'sessions.exchange': { input: exchangeInput, output: exchangedSchema, summary: 'Exchange a sign-in code for a session of the host.' },
  'sessions.check': { input: checkInput, output: checkedSchema, summary: "Ask whether a host's session still holds." },
  'sessions.end': { input: endInput, output: endedSchema, summary: "End a host's session." },
  'flow.start': { input: flowStartInput, output: flowView, summary: 'Begin a flow; answers its first step.' },
  'flow.act': { input: flowActInput, output: flowView, summary: 'Act on a step; answers the next one.' },
  'account.read': { input: accountReadInput, output: accountReadOutput, summary: "The holder's own account, as its page shows it." },
  'account.act': { input: accountActInput, output: accountActOutput, summary: "Change something in the holder's own account." },
  'session.current': { input: currentInput, output: currentSchema, summary: 'Who is signed in in this browser.' },
  'session.token': { input: currentInput, output: tokenSchema, summary: 'A bearer access token, 5 minutes.' },
  'session.signOut': { input: currentInput, output: endedSchema, summary: 'Sign out in this browser.' },
} as const satisfies Partial<Record<RouteName, Endpoint>>
