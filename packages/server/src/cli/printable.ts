// Text that came from elsewhere, for a terminal.

/** It must not steer the terminal. */
export const printable = (text: string): string => text.replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '\u{fffd}')
