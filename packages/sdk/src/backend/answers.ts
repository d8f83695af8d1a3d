// The answers of the host's sign-in routes. No cache keeps any of them.

const ALWAYS = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' }

/** Codes of Foyer's catalogue that these routes answer with, with their HTTP status. */
const statusOf = {
  body_too_large: 413,
  cross_site: 403,
  invalid_input: 422,
  malformed_body: 400,
  method_not_allowed: 405,
  sign_in_code_invalid: 400,
  unavailable: 503,
  unsupported_media_type: 415,
} as const

/** RFC 9457, in the shape of Foyer's own problems. */
export function problem(code: keyof typeof statusOf, detail: string, headers: Record<string, string> = {}): Response {
  const status = statusOf[code]
  const body = { type: 'about:blank', title: code, status, detail, code, details: {}, requestId: null }
  return new Response(JSON.stringify(body), { status, headers: { ...ALWAYS, 'content-type': 'application/problem+json', ...headers } })
}

export function json(body: unknown, cookies: string[]): Response {
  return withCookies(new Response(JSON.stringify(body), { headers: { ...ALWAYS, 'content-type': 'application/json' } }), cookies)
}

/** `status` 302 after a GET, 303 after a POST. */
export function redirect(status: 302 | 303, location: string, cookies: string[]): Response {
  return withCookies(new Response(null, { status, headers: { ...ALWAYS, location } }), cookies)
}

export function noContent(cookies: string[]): Response {
  return withCookies(new Response(null, { status: 204, headers: ALWAYS }), cookies)
}

/** A plain page for a visitor whose way ended here; `html` is ours, never from the request. */
export function page(status: number, language: string, html: string): Response {
  const headers = {
    ...ALWAYS,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  }
  const head = `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">`
  return new Response(`${head}<title>Foyer</title>${html}</html>`, { status, headers })
}

function withCookies(response: Response, cookies: string[]): Response {
  for (const cookie of cookies) response.headers.append('set-cookie', cookie)
  return response
}
