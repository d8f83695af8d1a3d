// Renders a message into subject, HTML and plain text in one language.

import { composeMail } from './compose-mail.ts'
import { htmlPart } from './html-part.ts'
import type { MailContext, MailMessage } from './messages.ts'
import { textPart } from './text-part.ts'

export interface RenderedMail {
  /** One line, at most 150 characters, free of control characters. Holds no secret. */
  subject: string
  html: string
  text: string
}

/** Throws a TypeError when a link is not an http(s) address. */
export function renderMail(message: MailMessage, context: MailContext): RenderedMail {
  const content = composeMail(message, context)
  return { subject: content.subject, html: htmlPart(content, context), text: textPart(content) }
}
