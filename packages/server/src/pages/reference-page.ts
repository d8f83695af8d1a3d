// The readable reference of the API: one page, rendered from the OpenAPI document and the contract's tables.

import { type ErrorCode, errorStatus, eventTypes, type RouteName, routes, stepActions } from '@foyer/contract'
import type { openApiDocument } from '@foyer/contract/openapi'
import { errorTexts } from '../http/error-texts.ts'
import { html, type Markup } from '../mail/html.ts'
import type { Locale } from '../text.ts'
import { fieldRows, type JsonSchema, type Shape } from './reference-fields.ts'
import {
  codeBlock,
  codeName,
  type Frame,
  fieldTable,
  methodBadge,
  type Operation,
  operationSection,
  optional,
} from './reference-operation.ts'
import { curlCommand } from './reference-samples.ts'
import { groupWords, referenceWords } from './reference-words.ts'

export interface ReferenceOptions {
  document: ReturnType<typeof openApiDocument>
  locale: Locale
  /** Where this server is reached, without a trailing slash; stands in every example. */
  baseUrl: string
  /** Address of the style sheet; the page has neither script nor inline style. */
  styleHref: string
}

type Group = keyof typeof groupWords

const groups = Object.keys(groupWords) as Group[]
const routeNames = Object.keys(routes) as RouteName[]

export const renderReference = ({ document, locale, baseUrl, styleHref }: ReferenceOptions): string => {
  const words = referenceWords[locale]
  const operations = operationsOf(document)
  const frame: Frame = { locale, words, baseUrl, shapes: shapesOf(operations, locale) }
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${words.title} · ${document.info.title}</title>
<link rel="stylesheet" href="${styleHref}">
</head>
<body>
<a class="skip" href="#content">${words.skip}</a>
<header>
<p class="product">${document.info.title}</p>
<h1>${words.title}</h1>
<dl class="about">
<div><dt>${words.version}</dt><dd>${document.info.version}</dd></div>
<div><dt>${words.baseUrl}</dt><dd><code>${baseUrl}</code></dd></div>
</dl>
</header>
<div class="columns">
${contents(frame, operations)}
<main id="content" tabindex="-1">
${gettingStarted(frame)}
${groups.map((group) => groupSection(frame, group, operations))}
${shapesSection(frame)}
${errorsSection(frame)}
</main>
</div>
<footer><p>${words.copyright}</p></footer>
</body>
</html>
`.markup
}

/** Every operation of the route table, as the document describes it. */
const operationsOf = ({ paths }: ReferenceOptions['document']): ReadonlyMap<RouteName, Operation> =>
  new Map(
    routeNames.flatMap((name) => {
      const { path, method } = routes[name]
      const operation = paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
      return operation === undefined ? [] : [[name, operation as Operation]]
    }),
  )

/** What several operations answer, so that it stands on the page once. */
const shapesOf = (operations: ReadonlyMap<RouteName, Operation>, locale: Locale): Shape[] => {
  const { shape } = referenceWords[locale]
  const answerOf = (name: RouteName): JsonSchema | undefined => operations.get(name)?.responses[200].content['application/json']?.schema
  const found: [string, string, JsonSchema | undefined][] = [
    ['user', shape.user, answerOf('users.get')],
    ['session-user', shape.sessionUser, answerOf('sessions.exchange')?.properties?.user],
    ['flow-view', shape.flowView, answerOf('flow.start')],
  ]
  return found.flatMap(([id, title, schema]) => (schema === undefined ? [] : [{ id, title, schema }]))
}

const groupOf = (name: RouteName): string => name.slice(0, name.indexOf('.'))

const contents = (
  { words, locale }: Frame,
  operations: ReadonlyMap<RouteName, Operation>,
): Markup => html`<nav aria-label="${words.contents}">
<ul>
<li><a href="#start">${words.start}</a></li>
${groups.map(
  (group) => html`<li><a href="#${group}">${groupWords[group][locale][0]}</a>
<ul>${[...operations].filter(([name]) => groupOf(name) === group).map(([name]) => html`<li><a href="#${name}">${methodBadge(routes[name].method)}<span>${name.slice(group.length + 1)}</span></a></li>`)}</ul></li>
`,
)}<li><a href="#shapes">${words.shapes}</a></li>
<li><a href="#errors">${words.errors}</a></li>
</ul>
</nav>`

const gettingStarted = ({ words, baseUrl }: Frame): Markup => html`<section id="start" aria-labelledby="start.title">
<h2 id="start.title">${words.start}</h2>
<p class="lead">${words.intro}</p>
<p><a href="${baseUrl}/openapi.json">${words.machineReadable}</a></p>
<h3>${words.auth.title}</h3>
<p>${words.auth.text}</p>
${codeBlock(words.example, 'start.example', curlCommand(baseUrl, 'users.count', routes['users.count']))}
<p>${words.auth.where}</p>
${[words.naming, words.repeating, words.versions, words.problems].map(
  ({ title, text }) => html`<h3>${title}</h3>
<p>${text}</p>
`,
)}</section>`

const groupSection = (frame: Frame, group: Group, operations: ReadonlyMap<RouteName, Operation>): Markup => {
  const [title, sentence] = groupWords[group][frame.locale]
  const own = [...operations].filter(([name]) => groupOf(name) === group)
  return html`<section id="${group}" aria-labelledby="${group}.title">
<h2 id="${group}.title">${title}</h2>
<p class="lead">${sentence}</p>
${own.map(([name, operation]) => operationSection(frame, name, operation))}
${group === 'flow' ? stepsTable(frame) : null}
${group === 'events' ? eventsTable(frame) : null}
</section>`
}

const stepsTable = ({ words: { steps } }: Frame): Markup => html`<h3 id="steps">${steps.title}</h3>
<p>${steps.text}</p>
<table>
<thead><tr><th scope="col">${steps.step}</th><th scope="col">${steps.actions}</th></tr></thead>
<tbody>${Object.entries(stepActions).map(([step, actions]) => {
  const names = Object.keys(actions)
  return html`<tr><th scope="row">${codeName(step)}</th><td>${names.length === 0 ? steps.none : html`<p class="values">${names.map((name) => html`${codeName(name)} `)}</p>`}</td></tr>`
})}</tbody>
</table>`

/** The sentences are the contract's own, in English. */
const eventsTable = ({ words: { events } }: Frame): Markup => html`<h3 id="event-types">${events.title}</h3>
<p>${events.text}</p>
<table>
<thead><tr><th scope="col">${events.type}</th><th scope="col">${events.meaning}</th></tr></thead>
<tbody>${Object.entries(eventTypes).map(([type, sentence]) => html`<tr><th scope="row">${codeName(type)}</th><td lang="en">${sentence}</td></tr>`)}</tbody>
</table>`

const shapesSection = (frame: Frame): Markup => html`<section id="shapes" aria-labelledby="shapes.title">
<h2 id="shapes.title">${frame.words.shapes}</h2>
<p class="lead">${frame.words.shapesText}</p>
${frame.shapes.map(
  (shape) => html`<section class="operation" id="shape-${shape.id}" aria-labelledby="shape-${shape.id}.title">
<h3 id="shape-${shape.id}.title"><a class="anchor" href="#shape-${shape.id}">${shape.title}</a></h3>
${fieldTable(frame, shape.id, null, optional(fieldRows(shape.schema, frame)))}
</section>
`,
)}</section>`

const errorsSection = ({ words, locale }: Frame): Markup => html`<section id="errors" aria-labelledby="errors.title">
<h2 id="errors.title">${words.errors}</h2>
<p class="lead">${words.errorsText}</p>
<table class="errors">
<thead><tr><th scope="col">${words.code}</th><th scope="col">${words.status}</th><th scope="col">${words.sentence}</th></tr></thead>
<tbody>${(Object.keys(errorStatus) as ErrorCode[]).map((code) => html`<tr id="error-${code}"><th scope="row">${codeName(code)}</th><td>${statusText(errorStatus[code], words.clientOnly)}</td><td>${errorTexts[code][locale]}</td></tr>`)}</tbody>
</table>
</section>`

const statusText = (status: number, clientOnly: string): string => (status === 0 ? clientOnly : String(status))
