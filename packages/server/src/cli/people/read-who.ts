// Whom a command means: an id, `external:<number>`, `email:<address>`, or an address as it is.

/** What else it is, is left to the call to refuse. */
export const readWho = (text: string): string => (text.includes('@') && !/^(external|email):/.test(text) ? `email:${text}` : text)
