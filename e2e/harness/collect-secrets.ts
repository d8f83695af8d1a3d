// Listens to what a browser and its servers say to each other, and keeps everything in it that opens something.

import type { BrowserContext, Response } from 'playwright-core'

/** What each is, by the secret itself. */
export type Secrets = Map<string, string>

/** Members of JSON bodies, by name. */
const MEMBERS: Record<string, string> = {
  token: 'flow token',
  code: 'sign-in code',
  verifier: 'verifier',
  link: 'link token',
  continuation: 'continuation',
  request: 'sealed request',
  password: 'password',
}
const SHORTEST = 8

export function collectSecrets(context: BrowserContext, secrets: Secrets): { settled(): Promise<void> } {
  const reading = new Set<Promise<void>>()
  context.on('response', (response) => {
    const one = readResponse(response, secrets).catch(() => {})
    reading.add(one)
    void one.finally(() => reading.delete(one))
  })
  return {
    async settled() {
      while (reading.size > 0) await Promise.all(reading)
    },
  }
}

async function readResponse(response: Response, secrets: Secrets): Promise<void> {
  const sent = response.request().postData()
  if (sent?.startsWith('{')) keepMembers(JSON.parse(sent), secrets)
  for (const { name, value } of await response.headersArray()) {
    const lower = name.toLowerCase()
    if (lower === 'set-cookie') keep(/^[^=]*=([^;]*)/.exec(value)?.[1], 'cookie', secrets)
    if (lower === 'location') keep(/[?&]code=([^&]+)/.exec(value)?.[1], 'sign-in code', secrets)
  }
  if ((response.headers()['content-type'] ?? '').includes('json')) keepMembers(await response.json(), secrets)
}

function keepMembers(value: unknown, secrets: Secrets, isTyped = false): void {
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value)) {
    const kind = isTyped && name === 'code' ? 'typed code' : Object.hasOwn(MEMBERS, name) ? MEMBERS[name] : undefined
    if (typeof member === 'string' && kind !== undefined) keep(member, kind, secrets)
    if (typeof member === 'string' && name === 'continueAt') keep(/#foyer=(.*)$/.exec(member)?.[1], 'continuation', secrets)
    if (typeof member === 'string' && name === 'redirect') keep(/[?&]code=([^&]+)/.exec(member)?.[1], 'sign-in code', secrets)
    keepMembers(member, secrets, name === 'input')
  }
}

/** Codes of errors share a name with codes of a sign-in, and are words. */
function keep(value: string | undefined, kind: string, secrets: Secrets): void {
  if (value === undefined || value.length < SHORTEST) return
  if (kind === 'typed code' || !/^[a-z_]+$/.test(value)) secrets.set(value, kind)
}

export const withoutKinds = (secrets: Secrets, ...kinds: string[]): Secrets =>
  new Map([...secrets].filter(([, kind]) => !kinds.includes(kind)))
