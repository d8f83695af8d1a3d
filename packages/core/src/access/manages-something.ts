// Whether somebody manages others, or is about to.

import type { ListedFacts } from '../account/person.ts'
import type { Settings } from '../account/settings.ts'

export const managesSomething = (person: Pick<ListedFacts, 'access'>, settings: Settings): boolean =>
  person.access.some(({ application }) => settings.applications[application]?.manages === true)
