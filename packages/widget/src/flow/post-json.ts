// One JSON call with a time limit. What goes wrong comes back as a fault, never as a throw.

import { type Fault, readFault } from './fault.ts'

const LIMIT_MS = 15_000

export type Answer<T> = { readonly value: T; readonly fault?: undefined } | { readonly fault: Fault; readonly value?: undefined }

export type PostJson = <T>(url: string, body: object, locale: string) => Promise<Answer<T>>

/** Cookies go along wherever the page's origin may send them. Faults of its own: `unreachable`, `timed_out`, `wrong_server`. */
export const postJson: PostJson = async <T>(url: string, body: object, locale: string): Promise<Answer<T>> => {
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(), LIMIT_MS)
  try {
    const response = await fetch(url, {
      method: 'POST',
      credentials: 'include',
      headers: { 'Content-Type': 'application/json', 'Accept-Language': locale },
      body: JSON.stringify(body),
      signal: limit.signal,
    })
    // A body that breaks off counts as a lost connection; one that is no JSON comes from another server.
    const text = await response.text()
    const answer = parse(text)
    if (!response.ok) return { fault: readFault(response, answer) }
    return answer ? { value: answer as T } : { fault: { code: 'wrong_server' } }
  } catch {
    return { fault: { code: limit.signal.aborted ? 'timed_out' : 'unreachable' } }
  } finally {
    clearTimeout(timer)
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
