// What a person takes out of a mail.

export interface Readable {
  text: string
}

/** The address of the link on Foyer's host; the first where a mail has several. */
export function linkIn({ text }: Readable): string {
  return found(/https:\/\/\S+\/l\/[a-z2-7]+/, text)
}

/** The token at the end of the link. */
export const tokenIn = (mail: Readable): string => tokensIn(mail)[0] ?? found(/\/l\/[a-z2-7]+/, mail.text)

/** Of every link of the mail, that to end further mails included. */
export const tokensIn = ({ text }: Readable): string[] => [...text.matchAll(/\/l\/([a-z2-7]+)/g)].map(([, token]) => token ?? '')

/** The code to type at the activation: four groups of four. */
export const activationCodeIn = ({ text }: Readable): string => found(/\b[2-9a-z]{4}(?:-[2-9a-z]{4}){3}\b/i, text)

/** The code that proves a mailbox: two groups of four. */
export const mailCodeIn = ({ text }: Readable): string => found(/\b[2-9a-z]{4}-[2-9a-z]{4}\b(?!-)/i, text)

/** The initial password: 13 characters in three groups. */
export const initialPasswordIn = ({ text }: Readable): string =>
  found(/\b(?=[2-9a-z-]{15}\b)[2-9a-z]{4,5}(?:-[2-9a-z]{4,5}){2}\b(?!-)/i, text)

function found(pattern: RegExp, text: string): string {
  const [match] = pattern.exec(text) ?? []
  if (match === undefined) throw new Error(`The mail has nothing like ${pattern}:\n${text}`)
  return match
}
