// The calls that bring a file through HTTP, for tests: created, sent in pieces, read.

import { type Answer, ask } from './browser.ts'
import type { ExampleFoyer } from './example-foyer.ts'

interface Caller {
  /** The owner's when not given. */
  apiKey?: string
  /** `en` when not given. */
  locale?: string
}

/** @param type of the content: its media type */
export const importCalls = (foyer: () => ExampleFoyer, type: string) => {
  const headers = ({ apiKey = foyer().apiKey, locale = 'en' }: Caller = {}) => ({
    authorization: `Bearer ${apiKey}`,
    'accept-language': locale,
  })
  const call = (method: string, path: string, body?: unknown, caller?: Caller): Promise<Answer> =>
    foyer().manage(method, path, body, headers(caller))
  const piece = (id: string, query: string, bytes: Uint8Array, caller?: Caller): Promise<Answer> =>
    ask(foyer(), 'POST', `/api/imports/${id}/content?${query}`, { ...headers(caller), 'content-type': type }, bytes)
  const create = async (options: object = {}, caller?: Caller): Promise<string> => {
    const { status, text, body } = await call('POST', '/api/imports', options, caller)
    if (status !== 200) throw new Error(text)
    return String(body.id)
  }
  /** Answers when the plan is there. `size`: bytes a piece. */
  const send = async (file: string | Uint8Array, options: object = {}, { size = 500_000, ...caller }: Caller & { size?: number } = {}) => {
    const id = await create(options, caller)
    const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file
    for (let offset = 0; offset < bytes.length; offset += size) {
      const answer = await piece(id, `offset=${offset}&last=${offset + size >= bytes.length}`, bytes.slice(offset, offset + size))
      if (answer.status !== 200) throw new Error(answer.text)
    }
    await foyer().idle()
    return id
  }
  const read = async <T>(path: string): Promise<T> => {
    const { status, text } = await call('GET', path)
    if (status !== 200) throw new Error(text)
    return JSON.parse(text) as T
  }
  return { headers, call, piece, create, send, read }
}
