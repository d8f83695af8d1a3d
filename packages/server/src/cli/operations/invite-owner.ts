// The first owner's link, for as long as there is none.

import * as z from 'zod'
import { firstOwnerLink } from '../../management/first-owner.ts'
import { CommandError, EXIT } from '../exit-codes.ts'
import type { Operation } from '../operation.ts'

const invitedOwner = z.object({
  /** Null when there is an owner already. */
  link: z.string().nullable(),
})

export const inviteOwner: Operation<Record<string, never>, z.infer<typeof invitedOwner>> = {
  name: 'owner.invite',
  input: z.strictObject({}),
  output: invitedOwner,
  async run(deps) {
    if (!Object.values(deps.config.applications).some(({ manages }) => manages))
      throw new CommandError(
        'No application has manages: true, so nobody can own one. Set it for the application of your administrators.',
        EXIT.usage,
      )
    if (await deps.store.hasOwner()) return { link: null }
    const link = await firstOwnerLink(deps)
    if (link !== null) return { link }
    throw new CommandError('The person whom the first link was made for was deactivated or erased, so it cannot be made again.')
  },
}
