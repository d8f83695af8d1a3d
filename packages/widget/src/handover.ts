// The screens that only a hand-over in person leads to, in one file: most people come by mail and never load it.

export { loadHandoverWords as loadWords } from './i18n/load-handover-words.ts'
export { handoverScreens as screens } from './screens/handover-screens.ts'
export { default as styles } from './theme/handover.css'
