// The screens about legal documents, in one file: loaded where an application asks for any.

export { loadLegalWords } from './i18n/load-legal-words.ts'
export { legalScreens } from './screens/legal-screens.ts'
