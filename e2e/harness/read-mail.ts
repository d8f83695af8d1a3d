// What a person takes out of a mail.

export interface Readable {
  text: string
}

/** The address of the link on Foyer's host. */
export function linkIn({ text }: Readable): string {
  return found(/https:\/\/\S+\/l\/[a-z2-7]+/, text)
}

/** The token at the end of the link. */
export const tokenIn = (mail: Readable): string => linkIn(mail).replace(/^.*\/l\//, '')

/** The code to type at the activation: four groups of four. */
export const activationCodeIn = ({ text }: Readable): string => found(/\b[2-9a-z]{4}(?:-[2-9a-z]{4}){3}\b/i, text)

/** The code that proves a mailbox: two groups of four. */
export const mailCodeIn = ({ text }: Readable): string => found(/\b[2-9a-z]{4}-[2-9a-z]{4}\b(?!-)/i, text)

function found(pattern: RegExp, text: string): string {
  const [match] = pattern.exec(text) ?? []
  if (match === undefined) throw new Error(`The mail has nothing like ${pattern}:\n${text}`)
  return match
}
