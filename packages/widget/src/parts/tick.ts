// A box or a round button with its label beside it, large enough for a thumb.

import type { Kit } from './kit.ts'

export interface TickOptions {
  readonly id: string
  readonly name: string
  readonly value: string
  readonly type: 'checkbox' | 'radio'
  readonly label: unknown
  readonly checked?: boolean
  /** What to say when nothing was chosen; absent where that is fine. */
  readonly required?: string | undefined
  /** Id of the error that belongs to it. */
  readonly describedBy?: string | undefined
  readonly isInvalid?: boolean
}

export const tick = ({ html, nothing, id }: Kit, options: TickOptions) =>
  html`<div class="foyer-tick">
    <input
      class="foyer-box"
      id=${id(options.id)}
      name=${options.name}
      type=${options.type}
      value=${options.value}
      ?checked=${options.checked}
      ?required=${options.required}
      data-missing=${options.required ?? nothing}
      aria-invalid=${options.isInvalid ? 'true' : nothing}
      aria-describedby=${options.describedBy ?? nothing}
    />
    <label class="foyer-tick-label" for=${id(options.id)}>${options.label}</label>
  </div>`
