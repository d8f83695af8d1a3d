// Where in the app the browser is: path and filters in the address, so that they can be shared and the back button works.

export interface Place {
  /** Below the app's base; `/` for the overview. */
  path: string
  query: URLSearchParams
}

export const readPlace = (base: string, { pathname, search }: Pick<Location, 'pathname' | 'search'> = location): Place => ({
  path: pathname.slice(base.length).replace(/\/+$/, '') || '/',
  query: new URLSearchParams(search),
})

/** The same place with other filters; empty values are left out. */
export const withQuery = (path: string, query: Record<string, string | readonly string[] | null | undefined>): string => {
  const parameters = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? (value as readonly string[]) : [value as string | null | undefined])
      if (one !== null && one !== undefined && one !== '') parameters.append(key, one)
  }
  const text = parameters.toString()
  return text === '' ? path : `${path}?${text}`
}
