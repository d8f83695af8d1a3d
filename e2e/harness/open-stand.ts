// Foyer and a host app, each by its own name over TLS, and a browser that finds them there.

import { createHostApp } from '@foyer/demo/host-app'
import { Foyer as Client } from '@foyer/sdk'
import { type Foyer, type FoyerConfig, type Overrides, type Served, serve } from '@foyer/server'
import { createTestFoyer, type TestFoyer } from '@foyer/server/testing'
import type { Hono } from 'hono'
import { type Certificate, makeCertificate } from './make-certificate.ts'
import { createNameFetch, type Ports } from './name-fetch.ts'
import { FOYER_URL, standConfig } from './stand-config.ts'

export type HostName = 'app.foyer.test' | 'app.other.test'

export interface ServeOptions {
  /** `app.foyer.test` shares Foyer's site, `app.other.test` does not. Default: the former. */
  host?: HostName
  /** More names, each with its app. */
  others?: Readonly<Record<string, Hono>>
  /** Set around the host app, for tests that look at what reaches it. */
  aroundHost?: (app: Hono) => Hono
  /** The stand that this one takes the place of: same ports, same certificate. */
  after?: Pick<Stand, 'ports' | 'certificate'>
}

export interface StandOptions extends ServeOptions {
  /** Whether mailed links go on at the host's own page. Default: yes. */
  authPage?: boolean
  config?: Partial<FoyerConfig>
  overrides?: Overrides
}

export interface Stand<F extends Foyer = TestFoyer> {
  readonly foyer: F
  readonly foyerUrl: string
  readonly hostUrl: string
  /** With an owner's key. */
  readonly sdk: Client
  readonly fetch: typeof fetch
  readonly ports: Ports
  readonly certificate: Certificate
  close(): Promise<void>
}

/** With a Foyer in memory, or where `overrides.database` says. */
export async function openStand(options: StandOptions = {}): Promise<Stand> {
  const hostUrl = hostUrlOf(options)
  const foyer = await createTestFoyer(
    { ...standConfig({ hostUrl, authPage: options.authPage ?? true }), ...options.config },
    options.overrides,
  )
  return serveStand(foyer, foyer.apiKey, options)
}

/** With a Foyer that was made for `FOYER_URL`. */
export async function serveStand<F extends Foyer>(foyer: F, apiKey: string, options: ServeOptions = {}): Promise<Stand<F>> {
  const { host = 'app.foyer.test', others = {}, aroundHost = (app) => app, after } = options
  const hostUrl = hostUrlOf(options)
  const certificate = after?.certificate ?? makeCertificate(['id.foyer.test', host, ...Object.keys(others)])
  const ports = new Map<string, number>(after?.ports)
  const fetch = createNameFetch(ports, certificate.cert)
  const served: Served[] = []
  const open = async (name: string, app: { app: Pick<Hono, 'fetch'>; close(): Promise<void> }) => {
    const one = await serve(app, { port: ports.get(name) ?? 0, tls: certificate })
    served.push(one)
    ports.set(name, one.port)
  }
  await open('id.foyer.test', foyer)
  const hostApp = createHostApp({ foyerUrl: FOYER_URL, apiKey, origin: hostUrl, mailboxUrl: null, fetch })
  await open(host, { app: aroundHost(hostApp), close: async () => {} })
  for (const [name, app] of Object.entries(others)) await open(name, { app, close: async () => {} })
  return {
    foyer,
    foyerUrl: FOYER_URL,
    hostUrl,
    sdk: new Client({ url: FOYER_URL, apiKey, locale: 'de', fetch }),
    fetch,
    ports,
    certificate,
    close: async () => {
      await Promise.all(served.map((one) => one.close()))
    },
  }
}

const hostUrlOf = ({ host = 'app.foyer.test' }: ServeOptions): string => `https://${host}`
