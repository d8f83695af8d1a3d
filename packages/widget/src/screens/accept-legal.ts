// Legal documents: each with its own box, never ticked beforehand, and a link to read it. Optional ones may stay empty.

import type { StepData } from '@foyer/contract'
import { tick } from '../parts/tick.ts'
import type { Screen, ScreenContext } from './screen.ts'

type Document = StepData['accept_legal']['documents'][number]

export const acceptLegal: Screen<'accept_legal'> = (context) => {
  const { data, view, speech, kit, act } = context
  const isNewVersion = data.documents.some(({ earlier }) => earlier !== null)
  const ticked = (form: HTMLFormElement) => {
    const given = new FormData(form)
    return data.documents.flatMap(({ key, version }) => (given.has(`consent-${key}`) ? [{ key, version }] : []))
  }
  return {
    title: speech.say('legalTitle'),
    lead: speech.say(isNewVersion ? 'legalChanged' : 'legalLead', { application: view.application.name }),
    body: kit.html`<fieldset class="foyer-group">
      <legend class="foyer-sr">${speech.say('legalDocuments')}</legend>
      ${data.documents.map((document) => consent(context, document))}
    </fieldset>`,
    submit: { label: speech.say('accept'), run: (form) => act('accept', { documents: ticked(form) }) },
    ways: [{ label: speech.say('decline'), run: () => act('decline') }],
  }
}

function consent(
  { speech: { say, weave }, kit }: ScreenContext<'accept_legal'>,
  { key, title, url, optional, earlier, version }: Document,
) {
  const name = `consent-${key}`
  const error = kit.error(name)
  const link = kit.html`<a class="foyer-anchor" href=${url} target="_blank" rel="noopener">${title}<span class="foyer-sr"> ${say('newTab')}</span></a>`
  const note = optional ? say('agreeOptional') : earlier === null ? undefined : say('newVersion', { version })
  return kit.html`<div class="foyer-field">
    ${tick(kit, {
      id: name,
      name,
      value: 'yes',
      type: 'checkbox',
      label: [weave('agree', { title: link }), note && kit.html`<br /><span class="foyer-hint">${note}</span>`],
      required: optional ? undefined : say('missingConsent'),
      describedBy: error && kit.id(`${name}-error`),
      isInvalid: error !== undefined,
    })}
    ${kit.errorLine(name, error)}
  </div>`
}
