// Reads a small JSON object from a request, or answers why not.

import { problem } from './answers.ts'

const MAX_BYTES = 8_192

/** Only `application/json`: the types that a foreign form can send never get this far. */
export async function readJson(request: Request): Promise<Record<string, unknown> | Response> {
  const type = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase()
  if (type !== 'application/json') return problem('unsupported_media_type', 'Send application/json.')
  const text = await readText(request)
  if (text === null) return problem('body_too_large', `At most ${MAX_BYTES} bytes.`)
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch {
    // answered below
  }
  return problem('malformed_body', 'Send one JSON object.')
}

async function readText(request: Request): Promise<string | null> {
  if (!request.body) return ''
  const decoder = new TextDecoder()
  const reader = request.body.getReader()
  let text = ''
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    bytes += value.byteLength
    if (bytes > MAX_BYTES) {
      await reader.cancel()
      return null
    }
    text += decoder.decode(value, { stream: true })
  }
}
