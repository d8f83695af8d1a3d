// A self-signed certificate for the names of a test, made by Node alone (X.509 v3, RFC 5280; DER, ITU-T X.690).

import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

export interface Certificate {
  /** PEM. */
  key: string
  cert: string
  /** SHA-256 of the public key, base64: how Chromium is told to take this very certificate. */
  fingerprint: string
}

const DAY_MS = 86_400_000

export function makeCertificate(names: readonly string[]): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const publicInfo = publicKey.export({ type: 'spki', format: 'der' })
  const name = sequence(set(sequence(oid('550403'), tag(0x0c, Buffer.from('Foyer test')))))
  const toSign = sequence(
    tag(0xa0, tag(0x02, Buffer.from([2]))),
    tag(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_WITH_SHA256,
    name,
    sequence(utcTime(Date.now() - DAY_MS), utcTime(Date.now() + 30 * DAY_MS)),
    name,
    publicInfo,
    tag(0xa3, sequence(subjectAlternativeNames(names), basicConstraints())),
  )
  const signature = sign('sha256', toSign, privateKey)
  const cert = sequence(toSign, ECDSA_WITH_SHA256, tag(0x03, Buffer.concat([Buffer.from([0]), signature])))
  return {
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    cert: `-----BEGIN CERTIFICATE-----\n${cert.toString('base64').replace(/.{64}/g, '$&\n').trimEnd()}\n-----END CERTIFICATE-----\n`,
    fingerprint: createHash('sha256').update(publicInfo).digest('base64'),
  }
}

function tag(number: number, content: Buffer): Buffer {
  const length = content.length
  const size =
    length < 0x80 ? Buffer.from([length]) : length < 0x100 ? Buffer.from([0x81, length]) : Buffer.from([0x82, length >> 8, length & 0xff])
  return Buffer.concat([Buffer.from([number]), size, content])
}

const sequence = (...parts: Buffer[]) => tag(0x30, Buffer.concat(parts))
const set = (...parts: Buffer[]) => tag(0x31, Buffer.concat(parts))
const oid = (hex: string) => tag(0x06, Buffer.from(hex, 'hex'))
const utcTime = (ms: number) => tag(0x17, Buffer.from(new Date(ms).toISOString().replace(/^\d\d|[-:T]|\.\d+/g, '')))

/** 1.2.840.10045.4.3.2 */
const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'))

/** 2.5.29.17, names of type dNSName. */
const subjectAlternativeNames = (names: readonly string[]) =>
  sequence(oid('551d11'), tag(0x04, sequence(...names.map((name) => tag(0x82, Buffer.from(name))))))

/** 2.5.29.19: its own authority, so that Node trusts it when it is handed over as one. */
const basicConstraints = () => sequence(oid('551d13'), tag(0x01, Buffer.from([0xff])), tag(0x04, sequence(tag(0x01, Buffer.from([0xff])))))
