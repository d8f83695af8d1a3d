// The screens that only a hand-over in person leads to, in one file: most people come by mail and never load it.

export { loadHandoverWords } from './i18n/load-handover-words.ts'
export { handoverScreens } from './screens/handover-screens.ts'
export { default as handoverStyles } from './theme/handover.css'
