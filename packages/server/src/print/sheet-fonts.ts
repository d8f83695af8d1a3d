// The fonts that are embedded in sheets: Latin, Greek, Cyrillic and Arabic, each with its licence in its package (SIL Open Font License 1.1).

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type PDFDocument from 'pdfkit'

type Document = InstanceType<typeof PDFDocument>

export type Weight = 'regular' | 'bold'
type Script = 'latin' | 'arabic'
export type FontName = `${Script}-${Weight}`

const require = createRequire(import.meta.url)
const files: Record<FontName, () => string> = {
  'latin-regular': () => require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
  'latin-bold': () => require.resolve('@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf'),
  'arabic-regular': () => require.resolve('@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf'),
  'arabic-bold': () => require.resolve('@expo-google-fonts/noto-sans-arabic/600SemiBold/NotoSansArabic_600SemiBold.ttf'),
}
const contents = new Map<FontName, Uint8Array>()

/** Read once a process. */
const contentOf = (name: FontName): Uint8Array => {
  const known = contents.get(name)
  if (known !== undefined) return known
  const read = readFileSync(files[name]())
  contents.set(name, read)
  return read
}

export const registerFonts = (doc: Document): void => {
  for (const name of Object.keys(files) as FontName[]) doc.registerFont(name, Buffer.from(contentOf(name)))
}

/** Arabic with its presentation forms and supplements; everything else is set in the other font. */
const ARABIC = /[\p{Script=Arabic}\u060c\u061b\u061f\u0640]/u

export const scriptOf = (character: string): Script => (ARABIC.test(character) ? 'arabic' : 'latin')

/** Scripts that one of the fonts has, with what stands between letters of any script. Checked against the fonts themselves by a test. */
const SETTABLE = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Common}\p{Script=Inherited}]*$/u

/** Whether each character of a text is in a font. Emoji and the like are not, though they belong to no script. */
export const isSettable = (text: string): boolean =>
  SETTABLE.test(text) && !/\p{Extended_Pictographic}/u.test(text.replace(/[\p{N}#*©®™]/gu, ''))
