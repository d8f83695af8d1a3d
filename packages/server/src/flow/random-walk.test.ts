// Random people in random tabs at random steps: nobody gets a password or a session without having shown what it takes.

import { type StepName, stepActions } from '@foyer/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser, View } from '../../test/browser.ts'
import { codeIn, type ExampleFoyer, linkIn, openExampleFoyer, PASSWORD, shortCodeIn } from '../../test/example-foyer.ts'

const INITIAL = 'Willkommen im Lager Nord 7'
const TABS = 2
const COOKIE = '__Host-foyer-app'

let foyer: ExampleFoyer
beforeAll(async () => {
  foyer = await openExampleFoyer()
})
afterAll(() => foyer.close())

const actions = [...new Set(Object.values(stepActions).flatMap((step) => Object.keys(step)))]

/** Mailed: by link and code. Handed over: by a chosen password. Online: has one. */
type Kind = 'mailed' | 'handed' | 'online'
interface Someone {
  kind: Kind
  id: string
  email: string
  /** The own passwords, newest last. */
  passwords: string[]
}
interface Tab {
  browser: Browser
  view: View | null
  /** Who mostly sits here. */
  person: Someone | null
  /** Whose mail the link came from that this flow began with. */
  linkOf: string | null
  /** Whose secret was shown in this flow, and whether it proves the mailbox as well. */
  shown: Map<string, 'mailbox' | 'handover'>
  /** Who may be signed in here. */
  mayHold: Set<string>
}

type Beginning = 'sign_in' | 'enter_code' | 'recover' | 'link'
type Command =
  | { do: 'start'; tab: number; how: 'usual' | Beginning; who: Kind }
  | { do: 'act'; tab: number; how: 'on' | 'about' | 'wild'; pick: number; who: Kind; right: boolean }
  | { do: 'manage'; what: 'invitation' | 'invitation/renew' | 'invitation/revoke' | 'deactivate' | 'reactivate'; who: Kind }

const who = fc.constantFrom<Kind>('mailed', 'handed', 'online')
const tab = fc.nat(TABS - 1)
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('start' as const),
      tab,
      how: fc.constantFrom('usual', 'usual', 'usual', 'sign_in', 'enter_code', 'recover', 'link'),
      who,
    }),
  },
  {
    weight: 48,
    arbitrary: fc.record({
      do: fc.constant('act' as const),
      tab,
      how: fc.constantFrom('on', 'on', 'on', 'on', 'on', 'about', 'about', 'wild'),
      pick: fc.nat(1000),
      who,
      right: fc.nat(3).map((at) => at > 0),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('manage' as const),
      what: fc.constantFrom('invitation', 'invitation/renew', 'invitation/revoke', 'deactivate', 'reactivate'),
      who,
    }),
  },
)

let worlds = 0
const enterPeople = async (): Promise<Record<Kind, Someone>> => {
  worlds += 1
  // Each world in a later window of the limits for anonymous requests.
  await foyer.shiftClock(worlds * 11 * 60_000)
  const invite = { application: 'app' }
  const person = async (kind: Kind, given: Record<string, unknown>): Promise<Someone> => {
    const email = `${kind}${worlds}@example.com`
    return { kind, email, passwords: [], id: await foyer.enter({ email, firstName: 'Mia', invite: { ...invite, ...given } }) }
  }
  const { id, email } = await foyer.join({ email: `online${worlds}@example.com` })
  return {
    mailed: await person('mailed', {}),
    handed: await person('handed', { initialPassword: { value: INITIAL } }),
    online: { kind: 'online', id, email, passwords: [PASSWORD] },
  }
}

const mailsTo = async ({ email }: Someone): Promise<string[]> => {
  await foyer.idle()
  return foyer.mails.filter(({ to }) => to === email).map(({ text }) => text)
}
const newest = (texts: readonly string[], find: (text: string) => string): string => texts.map(find).findLast((found) => found !== '') ?? ''

/** How such a person mostly comes. */
const usual: Record<Kind, [Beginning, Beginning]> = {
  mailed: ['link', 'enter_code'],
  handed: ['sign_in', 'sign_in'],
  online: ['sign_in', 'recover'],
}

/** What leads on, for those who know what they want. */
const onward: Record<string, string> = {
  sign_in: 'sign_in',
  enter_code: 'submit_code',
  recover: 'request',
  recover_code: 'submit_code',
  check_email: 'keep_email',
  prove_email: 'submit_email_code',
}

/** What somebody would type into this action, rightly or not. */
const inputFor = async (at: string, action: string, person: Someone, right: boolean, serial: number): Promise<Record<string, unknown>> => {
  const texts = await mailsTo(person)
  const spell = (code: string): string => (right ? code : code.replace(/.$/, (last) => (last === '2' ? '3' : '2')))
  const password = person.passwords.at(-1) ?? INITIAL
  const table: Record<string, Record<string, unknown>> = {
    sign_in: { name: person.email, password: right ? password : 'ganz sicher nicht das Passwort' },
    submit_code: { code: spell(newest(texts, at === 'recover_code' ? shortCodeIn : codeIn)) },
    submit_email_code: { code: spell(newest(texts, shortCodeIn)) },
    request: { name: person.email },
    give_email: { email: person.email, sure: true },
    accept: { documents: [{ key: 'terms', version: '1' }] },
    set_password: { password: right ? `langer Spaziergang Nummer ${worlds} ${serial}` : 'kurz' },
    save_profile: { fields: { phone: '+49 221 123456' } },
  }
  return table[action] ?? {}
}

it('never sets a password or begins a session for whoever has not shown the secret of that very person in that very tab', async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 20, maxLength: 50 }), async (commands) => {
      const people = await enterPeople()
      const byId = new Map(Object.values(people).map((person) => [person.id, person]))
      const tabs: Tab[] = Array.from({ length: TABS }, () => ({
        browser: foyer.browser(),
        view: null,
        person: null,
        linkOf: null,
        shown: new Map(),
        mayHold: new Set(),
      }))
      const hashOf = (person: Someone) => foyer.store.readPassword(person.id)
      const hashes = new Map<string, string | null>()
      for (const person of byId.values()) hashes.set(person.id, await hashOf(person))

      for (const [serial, step] of commands.entries()) {
        const meant = people[step.who]
        if (step.do === 'manage') {
          await foyer.manage('POST', `/api/users/${meant.id}/${step.what}`, step.what === 'invitation' ? { application: 'app' } : {})
          continue
        }
        const here = tabs[step.tab]
        if (here === undefined) continue
        if (step.do === 'start') {
          const how = step.how === 'usual' ? usual[meant.kind][serial % 2] : step.how
          const link = how === 'link' ? newest(await mailsTo(meant), linkIn) : undefined
          const begun = await here.browser.post('/flow/start', {
            application: 'app',
            ...(link === undefined ? { begin: how } : { link }),
          })
          here.view = begun.body.step === undefined ? null : (begun.body as View)
          here.person = meant
          here.linkOf = link === undefined ? null : meant.id
          here.shown.clear()
          continue
        }
        if (here.view === null || here.person === null) continue
        const person = step.how === 'wild' ? meant : here.person
        const own = Object.keys(stepActions[here.view.step.name as StepName])
        const choice = step.how === 'wild' || own.length === 0 ? actions : own
        const action = (step.how === 'on' ? onward[here.view.step.name] : undefined) ?? choice[step.pick % choice.length] ?? 'resume'
        const input = await inputFor(here.view.step.name, action, person, step.right, serial)
        const at = here.view.step.name
        const answer = await here.browser.tryTo(here.view, action, input)
        if (answer.body.step === undefined) {
          expect(answer.status, answer.text).toBeLessThan(500)
        } else {
          here.view = answer.body as View
          seen.add(`${at} ${action}`)
          noteWhatWasShown({ here, person, at, action, input, right: step.right, went: here.view.step.name })
        }
        for (const someone of byId.values()) {
          const hash = await hashOf(someone)
          if (hash === hashes.get(someone.id)) continue
          hashes.set(someone.id, hash)
          expect(action, 'what changed a password').toBe('set_password')
          expect(answer.body.step, 'a refused action changed a password').toBeDefined()
          expect(here.shown.get(someone.id), `${someone.kind} got a password at ${at} without proof`).toBe('mailbox')
          someone.passwords.push(String(input.password))
          here.mayHold.add(someone.id)
        }
        if (here.browser.jar.has(COOKIE)) {
          const { body } = await here.browser.post('/session/current', { application: 'app' })
          const holder = (body.session as { user: { id: string } } | null)?.user.id
          if (holder !== undefined) expect([...here.mayHold], `a session of ${byId.get(holder)?.kind}`).toContain(holder)
        }
      }
    }),
    { numRuns: 40, endOnFailure: true },
  )
  // The walk is worth something only if it gets somewhere.
  for (const way of [
    'sign_in sign_in',
    'open_link open',
    'enter_code submit_code',
    'accept_legal accept',
    'set_password set_password',
    'complete_profile save_profile',
  ])
    expect([...seen]).toContain(way)
}, 240_000)

interface Shown {
  here: Tab
  person: Someone
  at: string
  action: string
  input: Record<string, unknown>
  right: boolean
  went: string
}
/** The model: which secrets a person knows by having typed them, or having followed their link. */
const noteWhatWasShown = ({ here, person, at, action, input, right, went }: Shown): void => {
  if (at === 'sign_in' && action === 'sign_in') {
    if (person.passwords.at(-1) === input.password) here.mayHold.add(person.id)
    else if (input.password === INITIAL && person.kind === 'handed') here.shown.set(person.id, 'handover')
    else expect(went, 'a sign-in with neither password').toBe('sign_in')
  }
  if (at === 'open_link' && action === 'open') here.shown.set(here.linkOf ?? '', 'mailbox')
  if (action === 'submit_code' || action === 'submit_email_code') {
    expect(right, `a made-up code was taken at ${at}`).toBe(true)
    if (at === 'prove_email') expect([...here.shown.keys()], 'a code of somebody else was taken').toContain(person.id)
    here.shown.set(person.id, 'mailbox')
  }
}
