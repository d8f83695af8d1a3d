// Finds out why an element cannot reach its server, and tells the developer in the console which line mends it.

import type { Fault, FaultCode } from './fault.ts'
import type { FlowSettings } from './flow.ts'

const remedies: Partial<Record<FaultCode, (settings: FlowSettings) => string>> = {
  config_missing: () => 'The attribute "application" is missing. Write <foyer-auth application="app"></foyer-auth>.',
  application_unknown: ({ application, server }) =>
    `${server} knows no application "${application}". In foyer.config.ts add ${pathOf(application)} with name, url and origins: ['${location.origin}'].`,
  origin_not_allowed: ({ application }) =>
    `This page's origin is not listed for the application "${application}". In foyer.config.ts: ${pathOf(application)}.origins: ['${location.origin}']`,
  exchange_failed: ({ exchange }) =>
    `POST ${exchange}/exchange did not answer with { user }. Mount the routes of '@foyer/sdk/hono' (or /express, /fastify) at "${exchange}".`,
  https_required: ({ server }) => `${server} answers over https alone. In foyer.config.ts: url: '${server.replace(/^http:/, 'https:')}'`,
  wrong_server: ({ server }) =>
    `${server} does not answer as Foyer does. Write <foyer-auth server="https://id.example.com"> with the address of your Foyer server.`,
}

const pathOf = (key: string): string => (/^[a-z_$][\w$]*$/i.test(key) ? `applications.${key}` : `applications['${key}']`)

/** The fault as it really is: browsers do not tell a refused origin from a lost connection. */
export async function explainSetup(reason: Fault, settings: FlowSettings): Promise<Fault> {
  const found: Fault = reason.code === 'unreachable' ? { ...reason, code: await examine(settings.server) } : reason
  const remedy = remedies[found.code]
  if (remedy) console.error(`foyer-auth: ${remedy(settings)}`)
  return found
}

async function examine(server: string): Promise<FaultCode> {
  if (navigator.onLine === false || new URL(server).origin === location.origin) return 'unreachable'
  const sheet = `${server}/widget.css`
  const isFoyer = await fetch(sheet, { credentials: 'omit', cache: 'no-store' }).then(
    ({ ok, headers }) => ok && /css/.test(headers.get('Content-Type') ?? ''),
    () => null,
  )
  if (isFoyer) return 'origin_not_allowed'
  if (isFoyer === false) return 'wrong_server'
  return fetch(sheet, { credentials: 'omit', cache: 'no-store', mode: 'no-cors' }).then(
    () => 'wrong_server',
    () => 'unreachable',
  )
}
