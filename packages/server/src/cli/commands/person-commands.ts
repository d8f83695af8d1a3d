// Commands on one person: each makes one managing call and says how the person stands afterwards.

import type { InputOf, ManagementRoute } from '@foyer/contract'
import * as z from 'zod'
import { askManagement } from '../ask-management.ts'
import { type RunCommand, readOptions, textOption } from '../command.ts'
import { CommandError, EXIT } from '../exit-codes.ts'
import { loadConfig } from '../load-config.ts'
import { profileOf, profileShape } from '../people/read-profile.ts'
import { readWho } from '../people/read-who.ts'
import { details, type Person, standing } from '../people/show-person.ts'

/** Routes that answer with the person. */
type PersonRoute = Exclude<
  Extract<ManagementRoute, `users.${string}` | `invitations.${string}`>,
  'users.list' | 'users.count' | 'invitations.sendMany'
>

type Options = Readonly<Record<string, string | boolean | string[] | undefined>>

/** `shape` are the command's own options; `inputOf` makes the call's input of them and of the arguments after the person's name. */
const onPerson =
  <S extends z.ZodRawShape>(
    route: PersonRoute,
    shape: S,
    inputOf: (options: z.output<z.ZodObject<S>>, rest: readonly string[]) => object = () => ({}),
    show: (person: Person) => string[] = (person) => [standing(person)],
  ): RunCommand =>
  async ({ arguments: [who = '', ...rest], options }, output) => {
    const { config: path, ...given } = readOptions(z.object({ ...shape, config: textOption.optional() }), options) as Options
    const input = inputOf(given as z.output<z.ZodObject<S>>, rest) as InputOf<PersonRoute>
    const answer: unknown = await askManagement(await loadConfig(path as string | undefined), route, { ref: readWho(who), input })
    const person = answer as Person
    output.show(person, show(person))
    return EXIT.done
  }

const inviteShape = {
  application: z.string('say to which application'),
  role: textOption.optional(),
  days: z.int('give a whole number of days').optional(),
  message: textOption.optional(),
}

/** As the contract takes it. */
export const inviteOf = ({ application, role, days, message }: z.output<z.ZodObject<typeof inviteShape>>) => ({
  application,
  ...(role === undefined ? {} : { role }),
  ...(days === undefined ? {} : { validDays: days }),
  ...(message === undefined ? {} : { message }),
})

const erase: RunCommand = async ({ arguments: [who = ''], options }, output) => {
  const { config: path, yes } = readOptions(z.object({ config: textOption.optional(), yes: z.boolean().default(false) }), options)
  if (!yes) throw new CommandError('Erasing cannot be undone. Add --yes to do it.', EXIT.usage)
  await askManagement(await loadConfig(path), 'users.delete', { ref: readWho(who) })
  output.show({ erased: true }, ['Erased: a tombstone without personal data is left.'])
  return EXIT.done
}

const enter: RunCommand = async ({ options }, output) => {
  const shape = {
    ...profileShape,
    config: textOption.optional(),
    number: textOption.optional(),
    email: textOption.optional(),
    invite: textOption.optional(),
    role: textOption.optional(),
  }
  const { config: path, number, email, invite, role, ...profile } = readOptions(z.object(shape), options)
  const input = {
    ...profileOf(profile),
    ...(number === undefined ? {} : { externalId: number }),
    ...(email === undefined ? {} : { email }),
    ...(invite === undefined ? {} : { invite: inviteOf({ application: invite, role }) }),
  } as InputOf<'users.create'>
  const person = await askManagement(await loadConfig(path), 'users.create', { input })
  output.show(person, [standing(person)])
  return EXIT.done
}

const roleShape = { role: textOption.optional() }
const accessOf = (application = '', role?: string) => ({ application, ...(role === undefined ? {} : { role }) })

/** By the name of the command. */
export const personCommands = {
  get: onPerson('users.get', {}, undefined, details),
  create: enter,
  update: onPerson('users.update', { ...profileShape, number: textOption.optional() }, ({ number, ...profile }) => ({
    ...profileOf(profile),
    ...(number === undefined ? {} : { externalId: number === '' ? null : number }),
  })),
  changeEmail: onPerson('users.changeEmail', { send: textOption.optional() }, ({ send }, [email = '']) => ({
    email: email === '' ? null : email,
    ...(send === undefined ? {} : { send }),
  })),
  sendConfirmation: onPerson('users.sendConfirmation', {}),
  sendRecovery: onPerson('users.sendRecovery', {}),
  clearBounce: onPerson('users.clearBounce', {}),
  grantAccess: onPerson('users.grantAccess', roleShape, ({ role }, [application]) => accessOf(application, role)),
  withdrawAccess: onPerson('users.withdrawAccess', {}, (_, [application]) => accessOf(application)),
  deactivate: onPerson('users.deactivate', { at: textOption.optional(), reason: textOption.optional() }, (given) => given),
  reactivate: onPerson('users.reactivate', {}),
  resetAccess: onPerson('users.resetAccess', { reason: z.string('say why'), email: textOption.optional() }, (given) => given),
  erase,
  invite: onPerson('invitations.send', inviteShape, inviteOf),
  renew: onPerson(
    'invitations.renew',
    { days: z.int('give a whole number of days').optional(), send: z.boolean().optional() },
    ({ days, send }) => ({
      ...(days === undefined ? {} : { validDays: days }),
      ...(send === undefined ? {} : { send }),
    }),
  ),
  revoke: onPerson('invitations.revoke', {}),
} satisfies Record<string, RunCommand>
