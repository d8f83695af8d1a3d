// Which applications take passkeys, and for which domain: what a configuration says, and whether that can work.

import type { FoyerConfig } from './config-types.ts'

export type PasskeyPolicy = 'off' | 'offer' | 'require'

/** Domain that passkeys are made for: as configured, else Foyer's own host. */
export const relyingPartyOf = (config: Pick<FoyerConfig, 'url' | 'passkeys'>): string =>
  config.passkeys?.relyingParty ?? new URL(config.url).hostname

/**
 * As configured for the application or for all. Where nobody said anything they are offered wherever they can work.
 * @see faultsOfPasskeys which refuses what was asked for and cannot work
 */
export const passkeyPolicyOf = (config: FoyerConfig, application: string): PasskeyPolicy => {
  const wanted = wantedPolicy(config, application)
  if (wanted !== undefined) return wanted
  return unfitOrigins(config, application).length === 0 ? 'offer' : 'off'
}

/** What is wrong with the configuration of passkeys, in sentences that name the key. */
export const faultsOfPasskeys = (config: FoyerConfig): string[] => {
  const domain = relyingPartyOf(config)
  const faults: string[] = []
  if (config.passkeys !== undefined && !isBelow(new URL(config.url).hostname, domain))
    faults.push(`passkeys.relyingParty: "${domain}" must be the host of url or a domain above it`)
  else if (config.passkeys !== undefined && !domain.includes('.') && domain !== 'localhost')
    faults.push(`passkeys.relyingParty: "${domain}" is no domain that browsers take; use one such as example.com`)
  if (faults.length > 0) return faults
  for (const key of Object.keys(config.applications)) {
    if ((wantedPolicy(config, key) ?? 'off') === 'off') continue
    for (const origin of unfitOrigins(config, key))
      faults.push(
        `passkeys.relyingParty: passkeys for "${domain}" cannot be used at ${origin}; name a domain that url and all origins of applications.${key} share, or set applications.${key}.passkeys to 'off'`,
      )
  }
  return faults
}

/** Said for this application or for all; naming a domain says that passkeys are wanted. */
const wantedPolicy = (config: FoyerConfig, application: string): PasskeyPolicy | undefined =>
  config.applications[application]?.passkeys ?? config.policy?.passkeys ?? (config.passkeys === undefined ? undefined : 'offer')

/** WebAuthn needs a secure page (https, or this machine) and a domain: no IP address. */
const unfitOrigins = (config: FoyerConfig, application: string): string[] => {
  const domain = relyingPartyOf(config)
  const origins = [new URL(config.url).origin, ...(config.applications[application]?.origins ?? [])]
  return origins.filter((origin) => {
    const { protocol, hostname } = new URL(origin)
    const isSecure = protocol === 'https:' || hostname === 'localhost'
    return !isSecure || /^[\d.]+$|:/.test(hostname) || !isBelow(hostname, domain)
  })
}

const isBelow = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`)
