// Legal documents: each with its own box, never ticked beforehand, and a link to read it.

import type { StepData } from '@foyer/contract'
import { tick } from '../parts/tick.ts'
import type { Screen, ScreenContext } from './screen.ts'

type Document = StepData['accept_legal']['documents'][number]

export const acceptLegal: Screen<'accept_legal'> = (context) => {
  const { data, view, speech, kit, act } = context
  return {
    title: speech.say('legalTitle'),
    lead: speech.say('legalLead', { application: view.application.name }),
    body: kit.html`<fieldset class="foyer-group">
      <legend class="foyer-sr">${speech.say('legalDocuments')}</legend>
      ${data.documents.map((document) => consent(context, document))}
    </fieldset>`,
    submit: {
      label: speech.say('accept'),
      run: () => act('accept', { documents: data.documents.map(({ key, version }) => ({ key, version })) }),
    },
  }
}

function consent({ speech: { say, weave }, kit }: ScreenContext<'accept_legal'>, { key, title, url }: Document) {
  const name = `consent-${key}`
  const error = kit.error(name)
  const link = kit.html`<a class="foyer-anchor" href=${url} target="_blank" rel="noopener">${title}<span class="foyer-sr"> ${say('newTab')}</span></a>`
  return kit.html`<div class="foyer-field">
    ${tick(kit, {
      id: name,
      name,
      value: 'yes',
      type: 'checkbox',
      label: weave('agree', { title: link }),
      required: say('missingConsent'),
      describedBy: error && kit.id(`${name}-error`),
      isInvalid: error !== undefined,
    })}
    ${kit.errorLine(name, error)}
  </div>`
}
