// What a tab remembers of its flow over a reload. Nothing of it outlives the tab.

import type { FlowView } from '@foyer/contract'

export interface FlowRecord {
  readonly token?: string | undefined
  /** Kept with the token, whose flow holds the challenge. RFC 7636 §4.1. */
  readonly verifier?: string | undefined
  /** Where the flow began, as the address said; an address that says otherwise begins anew. */
  readonly begin?: string | undefined
  readonly request?: string | undefined
  /** Path of the page where it came to its end. */
  readonly endedAt?: string | undefined
  /** The last screen, once somebody is signed in and the page stays: without token and code. */
  readonly done?: FlowView | undefined
}

/** Where storage is blocked, a reload begins anew and nothing else changes. */
export function readRecord(key: string): FlowRecord {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '') ?? {}
  } catch {
    return {}
  }
}

export function writeRecord(key: string, record: FlowRecord): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(record))
  } catch {}
}
