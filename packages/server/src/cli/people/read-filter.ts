// Reads the flags by which commands find people.

import type { InputOf } from '@foyer/contract'
import * as z from 'zod'
import { listOption, repeatedOption, textOption } from '../command.ts'

type Filter = InputOf<'users.count'>

/** For `readOptions`, beside a command's own. */
export const filterShape = {
  status: listOption.optional(),
  emailStatus: listOption.optional(),
  email: z.boolean().default(true),
  access: textOption.optional(),
  invitation: listOption.optional(),
  location: repeatedOption.optional(),
  department: repeatedOption.optional(),
  search: textOption.optional(),
  import: textOption.optional(),
  changedAfter: textOption.optional(),
}

type Given = z.output<z.ZodObject<typeof filterShape>>

/** Empty when no flag was given. Values that there are not are refused by the call itself. */
export const filterOf = ({ email, access, ...given }: Given): Filter => {
  const named = {
    status: given.status,
    emailStatus: email ? given.emailStatus : ['none'],
    application: access,
    invitation: given.invitation,
    location: given.location,
    department: given.department,
    search: given.search,
    importId: given.import,
    changedAfter: given.changedAfter,
  }
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)) as Filter
}
