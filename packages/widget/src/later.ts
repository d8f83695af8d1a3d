// Everything that the first screen does without, in one file: all other screens with their styles, trouble, the end of a sign-in.

export { endSession } from './flow/end-session.ts'
export { endSignIn } from './flow/end-sign-in.ts'
export { loadLaterWords } from './i18n/load-later-words.ts'
export { profileField, readProfileField } from './parts/profile-field.ts'
export { explainTrouble } from './screens/explain-trouble.ts'
export { prepareLater } from './screens/prepare-later.ts'
export { default as styles } from './theme/later.css'
