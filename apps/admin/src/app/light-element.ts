// The app's elements render into the page itself: one style sheet, labels and ids that reach across.

import { LitElement } from 'lit'

export class LightElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this
  }
}
