// Steps × actions: every step takes its own actions with their own input, and refuses all others without a trace.

import { resumeAction, type StepName, stepActions } from '@foyer/contract'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Browser, View } from '../../test/browser.ts'
import { codeIn, EXAMPLE, type ExampleFoyer, goOn, linkIn, openExampleFoyer, PASSWORD, shortCodeIn } from '../../test/example-foyer.ts'

const DAY_MS = 86_400_000
const INITIAL = 'Willkommen im Lager Nord 7'

let foyer: ExampleFoyer
/** Asks whose device it is, and offers passkeys. */
let asking: ExampleFoyer
beforeAll(async () => {
  const desk = { name: 'Desk', handoverAsks: 'externalId' }
  const vault = { name: 'Tresor', mfa: 'required' } as const
  foyer = await openExampleFoyer({ applications: { ...EXAMPLE.applications, desk, vault } })
  asking = await openExampleFoyer({
    applications: { app: { name: 'Beispiel App' } },
    policy: { sharedDevices: 'ask', passkeyOfferDays: 30 },
  })
})
afterEach(() => foyer.shiftClock(0))
afterAll(async () => {
  await asking.close()
  await foyer.close()
})

let people = 0
const invited = async (invite: Record<string, unknown> = {}) => {
  people += 1
  const email = `person${people}@example.com`
  const id = await foyer.enter({ email, firstName: 'Mia', invite: { application: 'app', ...invite } })
  return { id, email, mail: (await foyer.mailTo(email)).text, browser: foyer.browser() }
}
interface Standing {
  browser: Browser
  view: View
  /** Whose account may not change by what is refused. */
  id?: string
}
const at = async (
  browser: Browser,
  input: Record<string, unknown>,
  ...actions: [string, Record<string, unknown>?][]
): Promise<Standing> => {
  let view = await browser.start(input)
  for (const [action, given] of actions) view = await browser.act(view, action, given)
  return { browser, view }
}
const handedOver = async () => {
  const person = await invited({ initialPassword: { value: INITIAL } })
  return { ...person, ...(await at(person.browser, {}, ['sign_in', { name: person.email, password: INITIAL }])) }
}
const byPicture = async (application = 'app') => {
  people += 1
  const id = await foyer.enter({ firstName: 'Mia', externalId: `picture-${people}` })
  const { body } = await foyer.manage('POST', `/api/users/${id}/invitation/hand-over`, { application })
  return { id, ...(await at(foyer.browser({ application }), { link: linkIn(String(body.link)) })) }
}
const until = async (step: string) => {
  const { browser, mail, id } = await invited()
  return { id, browser, view: await goOn(browser, await browser.start({ link: linkIn(mail) }), step) }
}

const inVault = async (step: string) => {
  const { id, email, mail } = await invited({ application: 'vault' })
  const browser = foyer.browser({ application: 'vault' })
  return { id, email, browser, view: await goOn(browser, await browser.start({ link: linkIn(mail) }), step) }
}
/** Invited where questions are asked at the end. */
const atQuestion = async (step: 'own_device' | 'offer_passkey') => {
  people += 1
  const email = `person${people}@example.com`
  await asking.enter({ email, firstName: 'Mia', invite: { application: 'app' } })
  const browser = asking.browser()
  const view = await goOn(browser, await browser.start({ link: await asking.linkTo(email) }), 'own_device')
  return { browser, view: step === 'own_device' ? view : await browser.act(view, 'own') }
}
/** Somebody who wished to be erased, and follows the link of the mail. */
const leaving = async () => {
  const { email, id } = await foyer.join()
  const again = foyer.browser()
  await again.act(await again.start(), 'sign_in', { name: email, password: PASSWORD })
  await again.post('/account/act', { application: 'app', action: 'erase_account' })
  return { id, ...(await at(foyer.browser(), { link: await foyer.linkTo(email) })) }
}
const withCodes = () => inVault('backup_codes')

/** How a flow comes to stand at each step. */
const ways: Record<StepName, () => Promise<Standing>> = {
  sign_in: () => at(foyer.browser(), {}),
  continue_as: async () => at((await foyer.join()).browser, {}),
  enter_code: () => at(foyer.browser(), { begin: 'enter_code' }),
  send_invitation: () => at(foyer.browser(), { begin: 'enter_code' }, ['send_again']),
  recover: () => at(foyer.browser(), {}, ['forgot']),
  recover_code: () => at(foyer.browser(), {}, ['forgot'], ['request', { name: 'nobody@example.com' }]),
  recovered: async () => {
    const { id, email } = await foyer.join()
    const browser = foyer.browser()
    const { view } = await at(browser, {}, ['forgot'], ['request', { name: email }])
    const code = shortCodeIn((await foyer.mailTo(email)).text)
    const password = await browser.act(view, 'submit_code', { code })
    return { id, browser, view: await browser.act(password, 'set_password', { password: 'sieben leise Trommeln am See' }) }
  },
  mail_sent: () => at(foyer.browser(), { begin: 'enter_code' }, ['send_again'], ['request', { name: 'nobody@example.com' }]),
  open_link: async () => {
    const { id, mail, browser } = await invited()
    return { id, ...(await at(browser, { link: linkIn(mail) })) }
  },
  other_device: async () => {
    const { id, browser, view } = await byPicture()
    return { id, browser, view: await browser.act(view, 'other_device') }
  },
  answer_question: async () => {
    const { id, browser, view } = await byPicture('desk')
    return { id, browser, view: await browser.act(view, 'open') }
  },
  other_account: async () => {
    const { browser } = await foyer.join()
    const { id, mail } = await invited()
    return { id, ...(await at(browser, { link: linkIn(mail) })) }
  },
  email_confirmed: async () => {
    people += 1
    const email = `person${people}@example.com`
    const id = await foyer.enter({ email, firstName: 'Mia' })
    await foyer.manage('POST', `/api/users/${id}/send-confirmation`, {})
    return { id, ...(await at(foyer.browser(), { link: await foyer.linkTo(email) }, ['open'])) }
  },
  refuse: async () => {
    const { id, mail, browser } = await invited()
    const links = [...mail.matchAll(/\/l\/([a-z2-7]+)/g)].map(([, token = '']) => token)
    return { id, ...(await at(browser, { link: links.at(-1) })) }
  },
  refused: async () => {
    const { id, browser, view } = await ways.refuse()
    return { ...(id === undefined ? {} : { id }), browser, view: await browser.act(view, 'refuse') }
  },
  check_email: handedOver,
  prove_email: async () => {
    const { id, browser, view } = await handedOver()
    return { id, browser, view: await browser.act(view, 'keep_email') }
  },
  accept_legal: () => until('accept_legal'),
  legal_declined: async () => {
    const { id, browser, view } = await until('accept_legal')
    return { id, browser, view: await browser.act(view, 'decline') }
  },
  set_password: () => until('set_password'),
  second_factor: async () => {
    const { id, email } = await withCodes()
    const browser = foyer.browser({ application: 'vault' })
    return { id, ...(await at(browser, {}, ['sign_in', { name: email, password: PASSWORD }])) }
  },
  set_up_totp: () => inVault('set_up_totp'),
  backup_codes: () => withCodes(),
  complete_profile: () => until('complete_profile'),
  keep_account: leaving,
  account_kept: async () => {
    const { id, browser, view } = await leaving()
    return { id, browser, view: await browser.act(view, 'keep') }
  },
  own_device: () => atQuestion('own_device'),
  offer_passkey: () => atQuestion('offer_passkey'),
  signed_in: () => until('signed_in'),
  already_active: async () => {
    const { id, email } = await foyer.join()
    return { id, ...(await at(foyer.browser(), { link: await linkOfInvitation(email) })) }
  },
  link_expired: async () => {
    const { id, mail, browser } = await invited()
    await foyer.shiftClock(15 * DAY_MS)
    return { id, ...(await at(browser, { link: linkIn(mail) })) }
  },
  link_invalid: () => at(foyer.browser(), { link: 'a'.repeat(60) }),
}
const linkOfInvitation = async (email: string) => linkIn(foyer.mails.find(({ to }) => to === email)?.text ?? '')

const credential = { id: 'AA', rawId: 'AA', type: 'public-key' }

/** An input that the action would take where it is open. */
const inputs: Record<string, Record<string, unknown>> = {
  sign_in: { name: 'nobody@example.com', password: PASSWORD },
  forgot: { name: 'nobody@example.com' },
  submit_code: { code: 'abcd-efgh-jkmn-pqrs' },
  request: { name: 'nobody@example.com' },
  give_email: { email: 'other@example.com' },
  submit_email_code: { code: 'abcd-efgh' },
  accept: { documents: [{ key: 'terms', version: '1' }] },
  set_password: { password: PASSWORD },
  answer: { answer: 'picture-0' },
  use_passkey: { response: { ...credential, response: { clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'AA' } } },
  create_passkey: { response: { ...credential, response: { clientDataJSON: 'e30', attestationObject: 'AA' } } },
  submit_factor: { code: '123456' },
  confirm_totp: { code: '123456' },
  save_profile: { fields: { phone: '+49 221 123456' } },
}
const steps = Object.keys(stepActions) as StepName[]
const actionsOf = (step: StepName): string[] => Object.keys(stepActions[step])
const allActions = [...new Set(steps.flatMap(actionsOf))]
/** What a late action hears where the step itself says why. */
const late: Partial<Record<StepName, string>> = {
  already_active: 'already_active',
  link_expired: 'link_expired',
  link_invalid: 'link_invalid',
}

const factsOf = async ({ id }: Standing): Promise<string> => {
  const person = id === undefined ? '' : (await foyer.manage('GET', `/api/users/${id}`)).text
  const { items } = await foyer.store.listEvents({ limit: 1, from: 'newest', ...(id === undefined ? {} : { userId: id }) })
  return `${person}${JSON.stringify(items)}`
}

describe.each(steps)('the step %s', (step) => {
  it('refuses every action that it does not list, and nothing happens', async () => {
    const standing = await ways[step]()
    const { browser, view } = standing
    expect(view.step.name).toBe(step)
    await foyer.idle()
    const before = await factsOf(standing)
    const cookies = [...browser.jar]
    for (const action of [...allActions, 'constructor', '__proto__', 'toString', 'Resume', ''].filter(
      (name) => !actionsOf(step).includes(name),
    )) {
      const answer = await browser.tryTo(view, action, inputs[action])
      expect([answer.status, answer.body.code], action).toEqual([
        late[step] === 'link_expired' || late[step] === 'link_invalid' ? 410 : 409,
        late[step] ?? 'action_not_open',
      ])
    }
    await foyer.idle()
    expect(await factsOf(standing)).toBe(before)
    expect([...browser.jar]).toEqual(cookies)
    const after = await browser.act(view, resumeAction)
    expect(after.step).toEqual({ ...view.step, ...(step === 'signed_in' || step === 'offer_passkey' ? { data: after.step.data } : {}) })
  })

  it('takes its actions with nothing in them that they do not name', async () => {
    const standing = await ways[step]()
    await foyer.idle()
    const before = await factsOf(standing)
    for (const action of actionsOf(step))
      for (const extra of [{ userId: 'x' }, { emailVerified: true }, { constructor: {} }]) {
        const answer = await standing.browser.tryTo(standing.view, action, { ...inputs[action], ...extra })
        expect([answer.status, answer.body.code], action).toEqual([422, 'invalid_input'])
      }
    await foyer.idle()
    expect(await factsOf(standing)).toBe(before)
  })
})

describe('what people type into a step', () => {
  let minutes = 0
  const odd = [
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    '\u202e',
    'x'.repeat(200),
    '<script>',
    "' or 1=1 --",
    '__proto__',
    'a@b@c',
    'ü@ü.de',
    '🦊'.repeat(40),
  ]
  const places: [StepName, string, (text: string) => Record<string, unknown>][] = [
    ['sign_in', 'sign_in', (text) => ({ name: text, password: PASSWORD })],
    ['sign_in', 'sign_in', (text) => ({ name: 'nobody@example.com', password: text })],
    ['sign_in', 'forgot', (text) => ({ name: text })],
    ['enter_code', 'submit_code', (text) => ({ code: text })],
    ['send_invitation', 'request', (text) => ({ name: text })],
    ['recover', 'request', (text) => ({ name: text })],
    ['recover_code', 'submit_code', (text) => ({ code: text })],
    ['check_email', 'give_email', (text) => ({ email: text })],
    ['prove_email', 'submit_email_code', (text) => ({ code: text })],
    ['accept_legal', 'accept', (text) => ({ documents: [{ key: text.slice(0, 64), version: text.slice(0, 64) }] })],
    ['set_password', 'set_password', (text) => ({ password: text })],
    ['complete_profile', 'save_profile', (text) => ({ fields: { phone: text } })],
    ['complete_profile', 'save_profile', (text) => ({ fields: { [text.slice(0, 64)]: 'x' } })],
  ]

  it.each(places)('%s, %s: never troubles the server', async (step, action, inputOf) => {
    // Each in a later window of the limits that count what anonymous people ask for.
    minutes += 11
    await foyer.shiftClock(minutes * 60_000)
    const { browser, view } = await ways[step]()
    for (const text of odd) {
      const { status, text: body } = await browser.tryTo(view, action, inputOf(text))
      expect(status, `${JSON.stringify(text)}: ${body}`).toBeLessThan(500)
      // A password of 200 letters is one.
      if (step === 'set_password' && status === 200) return
    }
    await foyer.idle()
  })

  it('a code is read without regard to case, spaces and hyphens', async () => {
    const { mail, browser } = await invited()
    const code = codeIn(mail)
    for (const spelling of [
      code,
      code.toUpperCase(),
      code.replaceAll('-', ''),
      code.replaceAll('-', ' '),
      ` ${code.replaceAll('-', ' - ')} `,
    ]) {
      const { view } = await at(browser, { begin: 'enter_code' })
      expect((await browser.act(view, 'submit_code', { code: spelling })).step.name).toBe('accept_legal')
    }
  })
})
