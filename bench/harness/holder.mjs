// What a holder's browser does: opens the mailed link, chooses a password, signs in. The same calls as the widget makes.
import { createHash, randomBytes } from 'node:crypto'
import { ORIGIN } from './start-foyer.mjs'

export const PASSWORD = 'Drei Kraniche am Hafen 7'
export const APPLICATION = 'app'
/** What every call of a browser carries. */
export const BROWSER_HEADERS = {
  'content-type': 'application/json',
  origin: ORIGIN,
  'accept-language': 'de-DE,de;q=0.9,en;q=0.8',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
}

const LINK = /\/l\/([A-Za-z0-9]+)/

/** Enters a person, invites by mail and activates the account as its holder would. @returns the address */
export async function enterAndActivate(foyer, number, invite = { application: APPLICATION }) {
  const email = `person${number}@bench.example`
  await foyer.sdk.users.create({
    email,
    firstName: 'Petra',
    lastName: `Person ${number}`,
    externalId: `B-${number}`,
    invite,
  })
  const link = LINK.exec(await foyer.mailTo(email))?.[1]
  const first = await call(foyer, '/flow/start', { application: invite.application, link })
  const opened = await act(foyer, first, 'open', {})
  const done = await act(foyer, opened, 'set_password', { password: PASSWORD })
  if (done.step.name !== 'signed_in') throw new Error(`The activation ended at "${done.step.name}"`)
  return email
}

/** The token of a sign-in screen. It serves as often as somebody tries, until it is half an hour old. */
export async function openSignIn(foyer, more = {}) {
  const { token } = await call(foyer, '/flow/start', { application: APPLICATION, ...more })
  return token
}

/** Signs in for a host's backend and exchanges the code. @returns the secret of the host's session */
export async function signInAtHost(foyer, email) {
  const verifier = randomBytes(32).toString('base64url')
  const token = await openSignIn(foyer, { codeChallenge: createHash('sha256').update(verifier).digest('base64url') })
  const { step } = await act(foyer, { token }, 'sign_in', { name: email, password: PASSWORD })
  const { sessionSecret } = await foyer.sdk.sessions.exchange({ code: step.data.code, verifier, application: APPLICATION, origin: ORIGIN })
  return sessionSecret
}

const act = (foyer, { token }, action, input) => call(foyer, '/flow/act', { token, action, input })

async function call(foyer, path, body) {
  const response = await fetch(`${foyer.address}${path}`, {
    method: 'POST',
    headers: { ...BROWSER_HEADERS, origin: foyer.origin ?? ORIGIN },
    body: JSON.stringify(body),
  })
  const answer = await response.json()
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${JSON.stringify(answer)}`)
  return answer
}
