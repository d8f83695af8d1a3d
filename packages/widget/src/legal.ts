// The screens about legal documents, in one file: loaded where an application asks for any.

export { loadLegalWords as loadWords } from './i18n/load-legal-words.ts'
export { legalScreens as screens } from './screens/legal-screens.ts'
/** None of their own. */
export const styles = ''
