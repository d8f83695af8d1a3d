// Walks core's decisions from a new person as far as they lead, and notes which of them changes a status.
import * as core from '../packages/core/dist/index.js'

const START = Date.UTC(2026, 10, 2, 9)
const DAY_MS = 86_400_000
const DEPTH = 6
const application = { manages: false, includes: [], legal: [], askAtActivation: [], showsTypedAddresses: false }
const settings = {
  applications: {
    app: { ...application, key: 'app', signInWith: ['email'] },
    plant: { ...application, key: 'plant', signInWith: ['email', 'external_id'] },
  },
  legal: {},
  profile: {},
  timeZone: 'Europe/Berlin',
  invitationDays: 14,
  printedInvitationDays: 60,
}
const owner = { kind: 'user', userId: 'owner', role: 'owner' }
const holder = { kind: 'holder', userId: 'p1' }
const address = (entered) => ({ canonical: entered, entered })

let names = 0
const by = (actor, now = START) => {
  names += 1
  const fresh = { grantId: names.toString(16).padStart(16, '0'), locator: `x${names.toString(31).padStart(5, '0')}` }
  return { now, actor, settings, keyId: 'k1', fresh }
}
/** As the store gives it back. */
const stored = ({ person }) => ({
  ...person,
  version: person.version + 1,
  grants: person.grants.filter(({ endedAt }) => endedAt === null),
})

const enter = (email) =>
  stored(
    core.createPerson({ id: 'p1', profile: { externalId: 'P-1' }, email: email === null ? null : address(email), endsAt: null }, by(owner)),
  )

const proofsOf = (person, carrier) => {
  const isMailed = core.channelOf(carrier) === 'email'
  const revision = isMailed ? person.emailRevision : null
  const { id, generation } = person.invitation
  return { grantId: id, generation, carrier, revision, openedAt: START, proofGrantId: null, provenRevision: revision }
}
const complete = (person, proofs) => stored(core.completeActivation(person, proofs, { credential: 'password' }, by(holder)))

/** The holder opens what was handed over, types an address and the code that is mailed there. */
function proveTyped(person) {
  const proofs = proofsOf(person, 'sheet')
  const typed = core.typeAddress(
    person,
    proofs,
    { address: address(person.email?.entered ?? 'mia@example.com'), takenBy: null },
    by(holder),
  )
  const waiting = { ...proofs, proofGrantId: typed.proofGrantId }
  const { decision, revision } = core.proveTypedAddress(stored(typed.decision), waiting, by(holder))
  return { person: stored(decision), proofs: { ...waiting, provenRevision: revision } }
}

const grantOf = ({ grants }, purpose) => grants.find((grant) => grant.purpose === purpose && grant.endedAt === null)

/** Whatever does not fit a person throws; the walk takes that for "may not be done now". */
const commands = {
  'invited by mail': (person) => stored(core.sendInvitation(person, { application: 'app' }, by(owner))),
  'invited by hand-over': (person) => stored(core.handOverInvitation(person, { application: 'plant', carriers: ['sheet'] }, by(owner))),
  'invitation renewed': (person) => stored(core.renewInvitation(person, { send: false }, by(owner))),
  'invitation revoked': (person) => stored(core.revokeInvitation(person, by(owner))),
  'access withdrawn': (person) => stored(core.withdrawAccess(person, { application: person.access[0].application }, by(owner))),
  'address entered': (person) =>
    person.email === null && stored(core.changeEmail(person, { email: address('mia@example.com') }, by(owner))),
  'address changed': (person) =>
    person.email !== null && stored(core.changeEmail(person, { email: address('new@example.com') }, by(owner))),
  'address removed': (person) => stored(core.changeEmail(person, { email: null }, by(owner))),
  'confirmation mailed': (person) => stored(core.sendConfirmation(person, by(owner))),
  "mailed link's button pressed": (person) => {
    const confirmation = grantOf(person, 'confirmation')
    if (confirmation === undefined) return stored(core.openActivation(person, proofsOf(person, 'mail_link'), by(holder)))
    const { id, generation } = confirmation
    return stored(core.confirmEmail(person, { grantId: id, generation, carrier: 'mail_link' }, by(holder)))
  },
  'mailed code typed': (person) => proveTyped(person).person,
  'own password set': (person) => {
    const mailed = core.isIssued(person.invitation, 'mail_link', person)
    if (!mailed) return complete(proveTyped(person).person, proveTyped(person).proofs)
    const opened = stored(core.openActivation(person, proofsOf(person, 'mail_link'), by(holder)))
    return complete(opened, proofsOf(opened, 'mail_link'))
  },
  'own password set without an address': (person) => complete(person, { ...proofsOf(person, 'sheet'), withoutEmail: true }),
  'new mailbox confirmed': (person) => {
    const asked = stored(core.requestEmailChange(person, address('other@example.com'), by(holder)))
    const { id, generation } = grantOf(asked, 'email_change')
    const revision = asked.waitingEmail.revision
    return stored(core.confirmEmailChange(asked, { grantId: id, generation, carrier: 'mail_link', revision }, by(holder)))
  },
  deactivated: (person) => stored(core.deactivatePerson(person, {}, by(owner))),
  'last day over': (person) => {
    const leaving = stored(core.deactivatePerson(person, { at: START + DAY_MS }, by(owner)))
    return stored(core.endAccountWhenDue(leaving, by({ kind: 'system' }, START + 2 * DAY_MS)))
  },
  reactivated: (person) => stored(core.reactivatePerson(person, by(owner))),
  'access reset': (person) => stored(core.resetAccess(person, { reason: 'lost' }, by(owner))),
  'access reset without an address': (person) => stored(core.resetAccess(person, { reason: 'lost', email: null }, by(owner))),
  'access reset and invited': (person) => stored(core.resetAccess(person, { reason: 'lost', invite: { application: 'app' } }, by(owner))),
}

const statuses = (person) => ({ account: core.accountStatus(person), email: core.emailStatus(person.email) ?? 'none' })

/** Persons alike in this can do the same things next. */
const kindOf = (person) =>
  JSON.stringify([
    statuses(person),
    person.activatedAt !== null,
    person.invitation?.carriers.map(({ carrier }) => carrier),
    person.access.length > 0,
    person.grants.map(({ purpose }) => purpose),
  ])

/**
 * @returns {{ account: Map<string, Set<string>>, email: Map<string, Set<string>> }} "from → to" with the names of what leads there;
 * `[*]` is nobody yet
 */
export function walkStatuses() {
  const ways = { account: new Map(), email: new Map() }
  const note = (kind, from, to, name) => {
    if (from === to) return
    const key = `${from} → ${to}`
    ways[kind].set(key, (ways[kind].get(key) ?? new Set()).add(name))
  }
  let people = []
  for (const [name, email] of [
    ['entered with an address', 'mia@example.com'],
    ['entered without an address', null],
  ]) {
    const person = enter(email)
    note('account', '[*]', statuses(person).account, 'entered')
    note('email', '[*]', statuses(person).email, name)
    people.push(person)
  }
  const seen = new Set(people.map(kindOf))
  for (let depth = 0; depth < DEPTH; depth += 1)
    people = people.flatMap((person) => nextOf(person, note)).filter((next) => isNew(seen, next))
  return ways
}

function nextOf(person, note) {
  const before = statuses(person)
  return Object.entries(commands).flatMap(([name, command]) => {
    const after = tryTo(() => command(person))
    if (!after) return []
    const now = statuses(after)
    note('account', before.account, now.account, name)
    if (!name.startsWith('own password set')) note('email', before.email, now.email, name)
    return [after]
  })
}

function isNew(seen, person) {
  const kind = kindOf(person)
  return !seen.has(kind) && seen.add(kind) !== undefined
}

function tryTo(work) {
  try {
    return work()
  } catch (error) {
    if (core.isFoyerError(error) || error instanceof TypeError) return null
    throw error
  }
}
