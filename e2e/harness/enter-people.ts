// Enters people one after the other, each with an address of their own.

import type { TestMail } from '@foyer/server/testing'
import { activate } from './activate.ts'
import { createFlowClient } from './flow-client.ts'
import type { Stand } from './open-stand.ts'
import { tokenIn } from './read-mail.ts'

type NewPerson = Parameters<Stand['sdk']['users']['create']>[0]

export interface Entered {
  id: string
  email: string
  /** The newest one to them. */
  mail: TestMail
}

export interface People {
  /** Somebody called Mia, invited to the app by mail unless `changed` says otherwise. */
  invite(changed?: Partial<NewPerson>): Promise<Entered>
  /** Somebody whose account is active, with the password of the tests. */
  activated(changed?: Partial<NewPerson>): Promise<Entered>
}

export function createPeople(stand: Stand): People {
  let count = 0
  const invite = async (changed: Partial<NewPerson> = {}): Promise<Entered> => {
    count += 1
    const email = `person${count}@beispiel.example`
    const person = { externalId: `D-${count}`, firstName: 'Mia', email, locale: 'de', invite: { application: 'app' }, ...changed }
    const { id } = await stand.sdk.users.create(person)
    return { id, email, mail: await stand.foyer.mailTo(email) }
  }
  return {
    invite,
    async activated(changed) {
      const person = await invite(changed)
      await activate(createFlowClient(stand.foyerUrl, stand.fetch), tokenIn(person.mail))
      return { ...person, mail: await stand.foyer.mailTo(person.email) }
    },
  }
}
