// Everything that <foyer-account> is, in one file of its own: loaded where there is such an element.

export { mountAccount } from './mount-account.ts'
