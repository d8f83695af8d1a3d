// An authenticator in software: makes passkeys and signs with them as a browser's would, and lies where a test asks it to.

import { createHash, createPrivateKey, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'

interface Answering {
  origin: string
  /** What the browser says beside it. */
  clientData?: Record<string, unknown>
  /** Default: both. */
  userPresent?: boolean
  userVerified?: boolean
  relyingParty?: string
  type?: string
}

interface RequestOptions {
  challenge: string
  rpId: string
}

interface CreationOptions {
  challenge: string
  rp: { id: string }
  user: { id: string }
}

export interface SoftPasskey {
  readonly id: string
  /** As `navigator.credentials.get` answers. */
  sign(
    options: RequestOptions,
    how: Answering & { counter?: number; forged?: boolean; userHandle?: string | null },
  ): Record<string, unknown>
}

/** As `navigator.credentials.create` answers, with the passkey that was made. */
export const makePasskey = (
  options: CreationOptions,
  how: Answering & { counter?: number; synced?: boolean; id?: string },
): { passkey: SoftPasskey; response: Record<string, unknown> } => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = how.id === undefined ? randomBytes(32) : Buffer.from(how.id, 'base64url')
  const backup = how.synced === true ? 0x18 : 0
  const cose = Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]),
    Buffer.from(x, 'base64url'),
    Buffer.from([0x22, 0x58, 0x20]),
    Buffer.from(y, 'base64url'),
  ])
  const length = Buffer.from([id.length >> 8, id.length & 0xff])
  const rpId = how.relyingParty ?? options.rp.id
  const data = Buffer.concat([authenticatorData(rpId, how, 0x40 | backup, how.counter ?? 0), Buffer.alloc(16), length, id, cose])
  const attestation = Buffer.concat([
    Buffer.from([0xa3]),
    cborText('fmt'),
    cborText('none'),
    cborText('attStmt'),
    Buffer.from([0xa0]),
    cborText('authData'),
    Buffer.from([0x59, data.length >> 8, data.length & 0xff]),
    data,
  ])
  const name = id.toString('base64url')
  const passkey: SoftPasskey = {
    id: name,
    sign(request, { counter = 0, forged = false, userHandle = options.user.id, ...rest }) {
      const client = clientDataOf('webauthn.get', request.challenge, rest)
      const authenticator = authenticatorData(rest.relyingParty ?? request.rpId, rest, backup, counter)
      const signed = createSign('sha256')
        .update(authenticator)
        .update(createHash('sha256').update(client).digest())
        .sign(
          forged
            ? createPrivateKey(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }))
            : privateKey,
        )
      return {
        id: name,
        rawId: name,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: authenticator.toString('base64url'),
          signature: signed.toString('base64url'),
          userHandle,
        },
      }
    },
  }
  const client = clientDataOf('webauthn.create', options.challenge, how)
  const response = {
    id: name,
    rawId: name,
    type: 'public-key',
    clientExtensionResults: {},
    response: {
      clientDataJSON: client.toString('base64url'),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal'],
    },
  }
  return { passkey, response }
}

const clientDataOf = (type: string, challenge: string, how: Answering): Buffer =>
  Buffer.from(JSON.stringify({ type: how.type ?? type, challenge, origin: how.origin, crossOrigin: false, ...how.clientData }))

const authenticatorData = (
  rpId: string,
  { userPresent = true, userVerified = true }: Answering,
  flags: number,
  counter: number,
): Buffer => {
  const count = Buffer.alloc(4)
  count.writeUInt32BE(counter)
  const bits = flags | (userPresent ? 0x01 : 0) | (userVerified ? 0x04 : 0)
  return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([bits]), count])
}

/** Up to 23 characters. */
const cborText = (text: string): Buffer => Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)])
