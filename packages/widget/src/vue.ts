// <FoyerAuth>: the element for Vue 3, with its attributes as props, its events as emits and its slots as slots.

import { defineComponent, h, type PropType, type VNode } from 'vue'
import type { FaultCode, FoyerAuthEventMap } from './widget.ts'
import './widget.ts'

export type { FaultCode, FoyerAuthElement, SessionUser, SignedIn } from './widget.ts'

/** See the element's attributes; `server` is required because a bundle cannot know it by itself. */
export const FoyerAuth = defineComponent({
  name: 'FoyerAuth',
  props: {
    application: { type: String, required: true },
    server: { type: String, required: true },
    lang: String,
    theme: String as PropType<'auto' | 'light' | 'dark'>,
    compact: Boolean,
    exchange: String,
    returnTo: String,
    begin: String as PropType<'sign_in' | 'enter_code'>,
  },
  emits: {
    /** Call `event.preventDefault()` to go on by yourself. */
    signedIn: (_event: FoyerAuthEventMap['foyer-signed-in']) => true,
    step: (_step: string) => true,
    error: (_code: FaultCode) => true,
  },
  setup(props, { emit, slots }) {
    const inSlot = (name: string): VNode | null => (slots[name] ? h('div', { slot: name, key: name }, slots[name]?.()) : null)
    return () => {
      const { returnTo, compact, ...attributes } = props
      return h(
        'foyer-auth',
        {
          ...attributes,
          'return-to': returnTo,
          compact: compact ? '' : undefined,
          // What the element put inside before the page's own script ran is no mismatch.
          'data-allow-mismatch': 'children',
          onFoyerSignedIn: (event: FoyerAuthEventMap['foyer-signed-in']) => emit('signedIn', event),
          onFoyerStep: ({ detail }: FoyerAuthEventMap['foyer-step']) => emit('step', detail.step),
          onFoyerError: ({ detail }: FoyerAuthEventMap['foyer-error']) => emit('error', detail.code),
        },
        ['logo', 'header', 'footer'].map(inSlot),
      )
    }
  },
})
