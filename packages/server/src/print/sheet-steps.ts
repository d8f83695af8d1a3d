// The three steps that a sheet leads through.

import type { SheetFrame, SheetPerson } from './sheet-data.ts'
import type { SheetTexts } from './sheet-texts.ts'

export interface SheetStep {
  title(texts: SheetTexts): string
  how(texts: SheetTexts): string
}

export const stepsOf = (frame: Pick<SheetFrame, 'withoutEmail'>, person: Pick<SheetPerson, 'purpose' | 'number'>): SheetStep[] => {
  const scan: SheetStep = { title: (words) => words.scan, how: (words) => words.scanHow }
  const password: SheetStep = { title: (words) => words.password, how: (words) => words.passwordHow }
  if (person.purpose === 'recovery')
    return [scan, password, { title: (words) => words.signIn, how: (words) => words.signInHow(person.number) }]
  const email: SheetStep = { title: (words) => words.email, how: (words) => (frame.withoutEmail ? words.emailHowOrNumber : words.emailHow) }
  return [scan, email, password]
}
