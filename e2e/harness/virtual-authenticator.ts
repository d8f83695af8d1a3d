// The browser's own authenticator for tests: keeps passkeys, verifies its user, and lies where a test asks it to.

import type { CDPSession, Page } from 'playwright-core'

export interface Overrides {
  /** A signature that no key made. */
  isBogusSignature?: boolean
  /** Claims that its user was not verified. */
  isBadUV?: boolean
  /** Claims that nobody was there. */
  isBadUP?: boolean
}

export interface VirtualAuthenticator {
  /** Whether its user is there and answers at once; a field's suggestions are then taken as soon as they are offered. */
  setPresence(isPresent: boolean): Promise<void>
  /** Whether fingerprint, face or PIN will be right. */
  setVerified(isVerified: boolean): Promise<void>
  lie(overrides: Overrides): Promise<void>
  credentialIds(): Promise<string[]>
  /** Has the same key answer for another domain, which no true authenticator does. */
  moveTo(relyingParty: string): Promise<void>
  /** The device is lost, or was reset. */
  forgetAll(): Promise<void>
}

/** `internal` is built into the device, of which there is one; `usb` is a key. */
export async function addVirtualAuthenticator(page: Page, transport: 'internal' | 'usb' = 'internal'): Promise<VirtualAuthenticator> {
  const cdp: CDPSession = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport,
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    setPresence: async (enabled) => {
      await cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })
    },
    setVerified: async (isUserVerified) => {
      await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
    },
    lie: async (overrides) => {
      await cdp.send('WebAuthn.setResponseOverrideBits', { authenticatorId, ...overrides })
    },
    credentialIds: async () => {
      const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId })
      return credentials.map(({ credentialId }) => credentialId)
    },
    moveTo: async (rpId) => {
      const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId })
      await cdp.send('WebAuthn.clearCredentials', { authenticatorId })
      for (const credential of credentials)
        await cdp.send('WebAuthn.addCredential', { authenticatorId, credential: { ...credential, rpId } })
    },
    forgetAll: async () => {
      await cdp.send('WebAuthn.clearCredentials', { authenticatorId })
    },
  }
}

/** By the button of that name, or by the field's suggestion where the authenticator is quicker than the press. */
export async function comeIn(page: Page, button: string): Promise<void> {
  page
    .getByRole('button', { name: button, exact: true })
    .click()
    .catch(() => undefined)
  await page.waitForURL('**/start')
}
