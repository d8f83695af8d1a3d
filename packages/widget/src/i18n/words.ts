// The catalogue's types: every language has the keys of the German files, every sentence its placeholders.

import type { de } from './de.ts'
import type { deFactors } from './de-factors.ts'
import type { deHandover } from './de-handover.ts'
import type { deLater } from './de-later.ts'
import type { deLegal } from './de-legal.ts'
import type { deQuestions } from './de-questions.ts'

/** A sentence that depends on a count, by category of `Intl.PluralRules`; `other` is there in every language. */
export type PluralForms = { readonly other: string } & { readonly [category in Intl.LDMLPluralRule]?: string }

interface Models {
  first: typeof de
  later: typeof deLater
  handover: typeof deHandover
  factors: typeof deFactors
  legal: typeof deLegal
  questions: typeof deQuestions
}
/** Words that are there before any other file is. */
export type FirstKey = keyof Models['first']
export type LaterKey = keyof Models['later']
export type HandoverKey = keyof Models['handover']
export type FactorKey = keyof Models['factors']
export type LegalKey = keyof Models['legal']
export type QuestionKey = keyof Models['questions']
export type WordKey = FirstKey | LaterKey | HandoverKey | FactorKey | LegalKey | QuestionKey

type All = Models['first'] & Models['later'] & Models['handover'] & Models['factors'] & Models['legal'] & Models['questions']
type ModelOf<K extends WordKey> = All[K]
type Sentence<T> = T extends string ? string : PluralForms
/** One file of a language. */
export type Words<Part extends keyof Models> = { readonly [K in keyof Models[Part]]: Sentence<Models[Part][K]> }

type Placeholder<T> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholder<Rest> : never
/** The names between braces in the sentence `K`. */
type PlaceholderOf<K extends WordKey> = Placeholder<ModelOf<K> extends { other: infer Other } ? Other : ModelOf<K>>
/** Nothing for a plain sentence, else one value a placeholder. */
export type Values<K extends WordKey, V> = [PlaceholderOf<K>] extends [never] ? [] : [values: Record<PlaceholderOf<K>, V>]
