// The mails that tell a holder what has happened to the account, each with a way to act.

import { buttonTo, type Desk } from './desk.ts'
import type { MailBlock } from './mail-content.ts'
import type { MailData } from './messages.ts'
import { plainLine, plainName } from './plain-text.ts'

type Notice =
  | 'recovery_done'
  | 'password_changed'
  | 'password_disabled'
  | 'email_change_notice'
  | 'access_reset'
  | 'sheet_opened'
  | 'handover_stopped'
  | 'factor_changed'
  | 'new_sign_in'
  | 'erasure_planned'
  | 'erasure_notice'

export const composeNotices: { [K in Notice]: (data: MailData[K], desk: Desk) => readonly MailBlock[] } = {
  recovery_done: (data, desk) => ownDoing(desk, desk.kinds.recovery_done.text, data),
  password_changed: (data, desk) => ownDoing(desk, desk.kinds.password_changed.text, data),
  factor_changed: (data, desk) => ownDoing(desk, desk.kinds.factor_changed.change[data.change], data),

  new_sign_in: ({ device, at, recoverUrl }, desk) => [
    { kind: 'paragraph', text: desk.kinds.new_sign_in.text },
    desk.facts(['device', plainName(device)], ['when', desk.when(at)]),
    { kind: 'paragraph', text: desk.kinds.new_sign_in.ifYou },
    ...wayBack(desk, recoverUrl),
  ],

  erasure_planned: ({ at, keepLink, recoverUrl }, desk) => {
    const texts = desk.kinds.erasure_planned
    const [button, fallback] = buttonTo(desk, texts.button, keepLink)
    return [
      { kind: 'paragraph', text: texts.text },
      desk.facts(['erasedOn', desk.when(at)]),
      { kind: 'paragraph', text: texts.until },
      button,
      fallback,
      ...wayBack(desk, recoverUrl),
    ]
  },

  erasure_notice: ({ who, at }, desk) => {
    const texts = desk.kinds.erasure_notice
    return [
      { kind: 'paragraph', text: texts.text },
      desk.facts(['holder', plainName(who)], ['erasedOn', desk.when(at)]),
      { kind: 'paragraph', text: texts.next },
    ]
  },

  password_disabled: ({ at, recoverUrl }, desk) => {
    const texts = desk.kinds.password_disabled
    return [
      { kind: 'paragraph', text: texts.text },
      { kind: 'paragraph', text: texts.still },
      desk.facts(['when', desk.when(at)]),
      ...buttonTo(desk, texts.button, recoverUrl),
    ]
  },

  email_change_notice: ({ at, newAddress, undoLink, expiresAt }, desk) => {
    const texts = desk.kinds.email_change_notice
    const [button, fallback] = buttonTo(desk, texts.button, undoLink)
    return [
      { kind: 'paragraph', text: texts.text },
      desk.facts(['newAddress', plainLine(newAddress)], ['when', desk.when(at)]),
      { kind: 'paragraph', text: texts.ifNotYou },
      button,
      { kind: 'term', text: desk.validUntil(expiresAt) },
      fallback,
    ]
  },

  access_reset: ({ at }, desk) => [
    { kind: 'paragraph', text: desk.kinds.access_reset.text(desk.names) },
    desk.facts(['when', desk.when(at)]),
    { kind: 'paragraph', text: desk.kinds.access_reset.unexpected(desk.names) },
  ],

  handover_stopped: ({ who, at }, desk) => {
    const texts = desk.kinds.handover_stopped
    return [
      { kind: 'paragraph', text: texts.text },
      desk.facts(['person', plainName(who)], ['when', desk.when(at)]),
      { kind: 'paragraph', text: texts.next },
    ]
  },

  sheet_opened: ({ at }, desk) => {
    const texts = desk.kinds.sheet_opened
    return [
      { kind: 'paragraph', text: texts.text },
      desk.facts(['when', desk.when(at)]),
      { kind: 'paragraph', text: texts.ifYou },
      { kind: 'paragraph', text: texts.ifNotYou(desk.names) },
    ]
  },
}

/** What the holder most likely did: no alarm, but when it was and what to do if it was somebody else. */
function ownDoing(desk: Desk, text: string, { at, recoverUrl }: { at: Date; recoverUrl: string }): readonly MailBlock[] {
  return [{ kind: 'paragraph', text }, desk.facts(['when', desk.when(at)]), ...wayBack(desk, recoverUrl)]
}

function wayBack(desk: Desk, recoverUrl: string): readonly MailBlock[] {
  return [{ kind: 'paragraph', text: desk.common.notYou(desk.names) }, ...buttonTo(desk, desk.common.resetPassword, recoverUrl)]
}
