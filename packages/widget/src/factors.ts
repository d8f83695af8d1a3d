// The screens of the second factor, in one file: most people never load it. The holder's own page uses their parts.

export { loadFactorWords as loadWords } from './i18n/load-factor-words.ts'
export { codeList } from './parts/code-list.ts'
export { qrCode } from './parts/qr-code.ts'
export { factorScreens as screens } from './screens/factor-screens.ts'
export { default as styles } from './theme/factors.css'
