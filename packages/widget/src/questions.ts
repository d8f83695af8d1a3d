// The screens that stand between a sign-in and its end, in one file: only where a policy asks, or somebody wished to be erased.

export { loadQuestionWords as loadWords } from './i18n/load-question-words.ts'
export { questionScreens as screens } from './screens/question-screens.ts'
export { default as styles } from './theme/questions.css'
