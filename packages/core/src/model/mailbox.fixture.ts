// What mailboxes, their holders and guessers do without a flow.

import { clearBounce } from '../account/change-email.ts'
import { requestEmailChange } from '../account/change-own-email.ts'
import { markUndeliverable } from '../account/mark-undeliverable.ts'
import { address } from '../account/person.fixture.ts'
import { refuseAddress } from '../account/refuse-address.ts'
import { saveOwnProfile } from '../activation/activate.ts'
import { requestRecovery } from '../recovery/recovery.ts'
import * as addressRules from './address-rules.fixture.ts'
import { presentOne } from './happen-in-flow.fixture.ts'
import { type Model, must } from './model.fixture.ts'
import { doorOf, withTry } from './present.fixture.ts'
import * as rules from './rules.fixture.ts'
import { act, actorOf, type Happening, holderOf, modelOf, personOf, type World } from './world.fixture.ts'

export const mailbox: {
  [K in 'askAgain' | 'bounce' | 'clearBounce' | 'refuse' | 'wrongCode' | 'saveProfile' | 'requestChange']: Happening<K>
} = {
  askAgain: (world, { who, againMs }) => {
    const isMailed = ask(world, who)
    if (againMs === 0) return isMailed
    world.now += againMs
    return ask(world, who) || isMailed
  },
  bounce: (world, { who, because }) => {
    const revision = personOf(world, who).emailRevision
    return act(
      world,
      who,
      { kind: 'system' },
      (of, at) => markUndeliverable(of, { because, revision }, at),
      () => markAddress(modelOf(world, who), { [because]: true }),
    )
  },
  clearBounce: (world, { who, by }) =>
    act(world, who, actorOf(by), clearBounce, () =>
      markAddress(modelOf(world, who), { bounced: false, complained: false, refused: false }),
    ),
  refuse: (world, { who, pick }) => {
    const secrets = modelOf(world, who).secrets.filter((secret) => REFUSABLE.includes(secret.purpose) && secret.address !== null)
    const secret = secrets[pick % Math.max(secrets.length, 1)]
    if (secret === undefined || doorOf(personOf(world, who), { ...secret, carrier: 'mail_link' }) === null) return null
    const { grantId, revision } = secret
    const done = act(
      world,
      who,
      { kind: 'system' },
      (of, at) => refuseAddress(of, { grantId, revision }, at),
      (done) => {
        if (done.before !== done.after) addressRules.refuse(modelOf(world, who), done, secret)
      },
    )
    return done !== null && done.events.length > 0
  },
  wrongCode: (world, { who, pick, times }) => {
    const m = modelOf(world, who)
    const terms = [m.invitation, m.recovery, m.change, ...m.proofs.values()]
    const person = personOf(world, who)
    const grants = [
      person.invitation,
      ...['recovery', 'email_change'].map((purpose) => person.grants.find((grant) => grant.purpose === purpose)),
    ]
    const proofs = [...m.proofs.keys()].map((typed) =>
      person.grants.find(({ typedEmail, purpose }) => purpose === 'email_proof' && typedEmail?.canonical === typed),
    )
    const at = pick % terms.length
    const [term, grant] = [terms[at], [...grants, ...proofs][at]]
    if (term == null || grant == null) return null
    for (let count = 0; count < times; count += 1) world.people[who] = withTry(personOf(world, who), grant.id)
    term.wrong += times
    return true
  },
  saveProfile: (world, { who, phone }) =>
    act(
      world,
      who,
      holderOf(who),
      (of, at) => saveOwnProfile(of, { application: 'app', fields: { phone } }, at),
      () => undefined,
    ),
  requestChange: (world, { who, address: entered, confirms }) => {
    const { canonical } = address(entered)
    const done = act(
      world,
      who,
      holderOf(who),
      (of, at) => requestEmailChange(of, address(entered), at),
      (done) => addressRules.wait(modelOf(world, who), done, canonical, 'holder'),
    )
    const secret = modelOf(world, who).secrets.findLast(({ purpose, dead }) => purpose === 'email_change' && dead === null)
    if (done !== null && confirms && secret !== undefined) presentOne(world, who, secret)
    return done
  },
}

const REFUSABLE: readonly string[] = ['invitation', 'confirmation', 'email_proof', 'email_change']

const markAddress = ({ email }: Model, marks: { bounced?: boolean; complained?: boolean; refused?: boolean }): void => {
  if (email !== null) Object.assign(email, marks)
}

/** Whether a mail follows. */
const ask = (world: World, who: number): boolean => {
  const m = modelOf(world, who)
  const may = rules.mayAskAgain(m, world.now)
  const done = act(
    world,
    who,
    holderOf(who),
    (of, at) => requestRecovery(of, { application: 'app' }, at),
    (done, { jobs }) => {
      must(may === 'perhaps' || (may === 'yes') === jobs.length > 0, `asking again is answered by a mail: ${may}`)
      if (jobs.length > 0) rules.askAgain(m, done)
    },
  )
  return done !== null && done.jobs.length > 0
}
