// One operation of the reference: what it does, who may call it, what goes in and out, and an example.

import { type Route, type RouteName, routes } from '@foyer/contract'
import { html, type Markup } from '../mail/html.ts'
import type { Locale } from '../text.ts'
import { fieldMeaning } from './reference-field-words.ts'
import { type FieldRow, fieldRows, type JsonSchema, type Shape, shapeOf } from './reference-fields.ts'
import { curlCommand, type Sample, samples } from './reference-samples.ts'
import { germanSummaries } from './reference-summaries.ts'
import { classWords, leastRole, type ReferenceWords } from './reference-words.ts'

/** The part of an operation of the OpenAPI document that the page shows. */
export interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: JsonSchema }[]
  readonly requestBody?: { content: { 'application/json'?: { schema: JsonSchema } } }
  readonly responses: { 200: { content: { 'application/json'?: { schema: JsonSchema } } } }
}

export interface Frame {
  readonly locale: Locale
  readonly words: ReferenceWords
  readonly baseUrl: string
  readonly shapes: readonly Shape[]
}

export const operationSection = (frame: Frame, name: RouteName, operation: Operation): Markup => {
  const { words, locale } = frame
  const route: Route = routes[name]
  const role = leastRole(route.permission)
  return html`<section class="operation" id="${name}" aria-labelledby="${name}.title">
<h3 id="${name}.title"><a class="anchor" href="#${name}">${summaryOf(name, operation, locale)}</a></h3>
<p class="endpoint">${methodBadge(route.method)}<code>${pathWithBreaks(route.path)}</code></p>
<dl class="facts">
<div><dt>${words.operation}</dt><dd><code>${operation.operationId}</code></dd></div>
<div><dt>${words.calledBy}</dt><dd>${classWords[route.class][locale]}</dd></div>
${role === null ? null : html`<div><dt>${words.role}</dt><dd><code>${role}</code></dd></div>`}
</dl>
${parameterTables(frame, name, operation)}
${bodyTable(frame, name, operation)}
${answer(frame, name, operation)}
${example(frame, name, route)}
</section>`
}

/** Name and type on the left, meaning and limits on the right, so that it reads on a phone. */
export const fieldTable = (frame: Frame, scope: string, caption: string | null, rows: readonly FieldRow[]): Markup => html`<table>
${caption === null ? null : html`<caption>${caption}</caption>`}
<thead><tr><th scope="col">${frame.words.field}</th><th scope="col">${frame.words.meaning}</th></tr></thead>
<tbody>${rows.map((row) => fieldRow(frame, scope, row))}</tbody>
</table>`

export const methodBadge = (method: string): Markup => html`<span class="method ${method.toLowerCase()}">${method}</span>`

const summaryOf = (name: RouteName, operation: Operation, locale: Locale): Markup =>
  withCode((locale === 'de' ? germanSummaries[name] : operation.summary).replace(/\.$/, ''))

const fieldRow = ({ words, locale }: Frame, scope: string, row: FieldRow): Markup => {
  const types = row.types.map((type, index) => html`${index === 0 ? null : html` ${words.either} `}${typeName(type)}`)
  const meaning = fieldMeaning(scope, row.path, locale) ?? row.description
  return html`<tr class="depth-${Math.min(row.depth, 3)}">
<th scope="row"><code class="name">${row.name}</code>${row.required ? html` <span class="required">${words.required}</span>` : null}<span class="type">${types}</span></th>
<td>${meaning === null ? null : html`<p>${meaning}</p>`}${valueList(row)}${row.limits.length === 0 ? null : html`<p class="limits">${row.limits.join(' · ')}</p>`}</td>
</tr>`
}

const typeName = (type: string | Shape): Markup =>
  typeof type === 'string' ? html`${type}` : html`<a href="#shape-${type.id}">${type.title}</a>`

const valueList = ({ values }: FieldRow): Markup | null =>
  values.length === 0 ? null : html`<p class="values">${values.map((value) => html`<code>${value}</code> `)}</p>`

const parameterTables = (frame: Frame, name: RouteName, { parameters }: Operation): Markup[] =>
  (['path', 'query'] as const).flatMap((place) => {
    const those = parameters.filter((parameter) => parameter.in === place)
    if (those.length === 0) return []
    const schema: JsonSchema = {
      properties: Object.fromEntries(those.map((parameter) => [parameter.name, parameter.schema])),
      required: those.filter((parameter) => parameter.required).map((parameter) => parameter.name),
    }
    return [fieldTable(frame, name, frame.words[place], fieldRows(schema, frame))]
  })

const bodyTable = (frame: Frame, name: RouteName, { requestBody }: Operation): Markup | null => {
  if (requestBody === undefined) return null
  const schema = requestBody.content['application/json']?.schema
  if (schema === undefined) return html`<p class="note">${frame.words.fileBody}</p>`
  const rows = fieldRows(schema, frame)
  return rows.length === 0 ? html`<p class="note">${frame.words.noBody}</p>` : fieldTable(frame, name, frame.words.body, rows)
}

const answer = (frame: Frame, name: RouteName, operation: Operation): Markup => {
  const schema = operation.responses[200].content['application/json']?.schema
  if (schema === undefined) return html`<p class="note"><strong>${frame.words.answer}</strong> 200: ${frame.words.fileAnswer}</p>`
  const shape = shapeOf(schema, frame.shapes)
  if (shape !== undefined)
    return html`<p class="note"><strong>${frame.words.answer}</strong> 200: <a href="#shape-${shape.id}">${shape.title}</a></p>`
  const rows = fieldRows(schema, frame)
  if (rows.length === 0) return html`<p class="note"><strong>${frame.words.answer}</strong> 200: ${frame.words.emptyAnswer}</p>`
  return fieldTable(frame, `${name}.answer`, `${frame.words.answer} 200`, optional(rows))
}

const example = (frame: Frame, name: RouteName, route: Route): Markup => {
  const { sdk }: Sample = samples[name]
  const title = route.class === 'session' ? frame.words.inBrowser : frame.words.inSdk
  return html`<div class="examples">${codeBlock(`${frame.words.example}: curl`, `${name}.curl`, curlCommand(frame.baseUrl, name, route))}${
    sdk === null ? null : codeBlock(title, `${name}.sdk`, sdk)
  }</div>`
}

/** Focusable, because a long line scrolls sideways and the keyboard must reach it. */
export const codeBlock = (title: string, id: string, code: string): Markup => html`<figure>
<figcaption id="${id}">${title}</figcaption>
<pre tabindex="0" role="group" aria-labelledby="${id}"><code>${code}</code></pre>
</figure>`

/** In an answer every field is there: to say so at each would be noise. */
export const optional = (rows: readonly FieldRow[]): FieldRow[] => rows.map((row) => ({ ...row, required: false }))

/** Lets a long name break after its underscores. */
export const codeName = (name: string): Markup =>
  html`<code>${name.split(/(?<=_)/).map((part, index) => html`${index === 0 ? null : html`<wbr>`}${part}`)}</code>`

/** Lets a long path break at its slashes. */
const pathWithBreaks = (path: string): Markup =>
  html`${path
    .replace(/:(\w+)/g, '{$1}')
    .split('/')
    .map((part, index) => html`${index === 0 ? null : html`<wbr>/`}${part}`)}`

/** Text between backticks as code. */
const withCode = (text: string): Markup =>
  html`${text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))}`
