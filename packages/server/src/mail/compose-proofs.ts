// The mails whose link or code proves a mailbox or lets its holder go on.

import { buttonTo, type Desk } from './desk.ts'
import type { MailBlock } from './mail-content.ts'
import type { MailData } from './messages.ts'

type Proof = 'email_code' | 'email_in_use' | 'confirmation' | 'recovery' | 'email_change_confirm'

export const composeProofs: { [K in Proof]: (data: MailData[K], desk: Desk) => readonly MailBlock[] } = {
  email_code: ({ code, expiresAt }, desk) => {
    const texts = desk.kinds.email_code
    return [
      { kind: 'paragraph', text: texts.text },
      { kind: 'code', label: texts.codeLabel, code, hint: null },
      { kind: 'term', text: desk.validUntil(expiresAt) },
      { kind: 'aside', text: desk.common.neverShare(desk.names) },
    ]
  },

  email_in_use: (_data, desk) => {
    const texts = desk.kinds.email_in_use
    return [
      { kind: 'paragraph', text: texts.text },
      { kind: 'paragraph', text: texts.ifYou(desk.names) },
      { kind: 'paragraph', text: texts.ifNotYou },
    ]
  },

  confirmation: ({ link, expiresAt }, desk) => {
    const texts = desk.kinds.confirmation
    const [button, fallback] = buttonTo(desk, texts.button, link)
    return [{ kind: 'paragraph', text: texts.text(desk.names) }, button, { kind: 'term', text: desk.validUntil(expiresAt) }, fallback]
  },

  recovery: ({ link, code, expiresAt }, desk) => {
    const texts = desk.kinds.recovery
    const [button, fallback] = buttonTo(desk, texts.button, link)
    return [
      { kind: 'paragraph', text: texts.text },
      button,
      { kind: 'term', text: desk.validUntil(expiresAt) },
      { kind: 'code', label: texts.codeLabel, code, hint: texts.codeHint },
      { kind: 'paragraph', text: texts.ifNotYou },
      { kind: 'aside', text: desk.common.neverShare(desk.names) },
      fallback,
    ]
  },

  email_change_confirm: ({ link, code, expiresAt }, desk) => {
    const texts = desk.kinds.email_change_confirm
    const [button, fallback] = buttonTo(desk, texts.button, link)
    return [
      { kind: 'paragraph', text: texts.text },
      button,
      { kind: 'term', text: desk.validUntil(expiresAt) },
      { kind: 'code', label: texts.codeLabel, code, hint: texts.codeHint },
      { kind: 'aside', text: desk.common.neverShare(desk.names) },
      fallback,
    ]
  },
}
