// Whether somebody manages others, or is about to.

import type { Person } from '../account/person.ts'
import type { Settings } from '../account/settings.ts'

export const managesSomething = (person: Pick<Person, 'access'>, settings: Settings): boolean =>
  person.access.some(({ application }) => settings.applications[application]?.manages === true)
