// The screens about legal documents, by the name of their step.

import { acceptLegal } from './accept-legal.ts'
import { legalDeclined } from './legal-declined.ts'

export const legalScreens = { accept_legal: acceptLegal, legal_declined: legalDeclined } as const
