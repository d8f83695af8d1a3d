// Somebody is signed in here already: go on as them, or let somebody else in.

import type { Screen } from './screen.ts'

export const continueAs: Screen<'continue_as'> = ({ data, view, speech: { say }, kit, act }) => {
  const name = data.firstName ?? data.nameMasked ?? ''
  return {
    title: say('continueTitle', { application: view.application.name }),
    lead: data.nameMasked ? say('continueLead', { name: data.nameMasked }) : kit.nothing,
    submit: { label: say('continueAs', { name }), run: () => act('continue') },
    ways: [{ label: say('notYou', { name }), run: () => act('other') }],
  }
}
