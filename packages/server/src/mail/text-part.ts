// The plain-text part of a mail: written from the same content, with every link and code in full.

import { groupedCode } from './grouped-code.ts'
import type { MailBlock, MailContent } from './mail-content.ts'

const WIDTH = 72

type Writers = { [K in MailBlock['kind']]: (block: Extract<MailBlock, { kind: K }>) => string | null }

const writers: Writers = {
  paragraph: ({ text }) => wrap(text),
  aside: ({ text }) => wrap(text),
  term: ({ text }) => wrap(text),
  button: ({ label, link }) => `${label}:\n${link}`,
  fallback: () => null,
  code: ({ label, code, hint }) => `${label}:\n\n    ${groupedCode(code)}${hint === null ? '' : `\n\n${wrap(hint)}`}`,
  facts: ({ rows }) => rows.map(({ label, value }) => `${label}: ${value}`).join('\n'),
  quote: ({ label, text }) => `${label}:\n${quoted(text)}`,
  links: ({ label, links }) => [label, ...links.map((link) => `${link.label}: ${link.link}`)].join('\n'),
}

export function textPart({ title, greeting, blocks, footer }: MailContent): string {
  const refuse = footer.refuse === null ? [] : [`${wrap(`${footer.refuse.label} ${footer.refuse.effect}`)}\n${footer.refuse.link}`]
  const body = [wrap(title), wrap(greeting), ...blocks.map(write)].filter((part) => part !== null)
  const end = ['-- ', ...footer.lines.map((line) => wrap(line))].join('\n')
  return `${[...body, ...refuse, end].join('\n\n')}\n`
}

function write(block: MailBlock): string | null {
  const writer = writers[block.kind] as (block: MailBlock) => string | null
  return writer(block)
}

function quoted(text: string): string {
  return text
    .split('\n')
    .flatMap((line) => wrap(line, WIDTH - 2).split('\n'))
    .map((line) => `> ${line}`.trimEnd())
    .join('\n')
}

/** Breaks at spaces only: a long word or address stays whole. */
function wrap(text: string, width = WIDTH): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
      continue
    }
    line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].join('\n')
}
