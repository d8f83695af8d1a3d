// The columns of the list of people: what each shows, and which somebody has chosen in this browser.

import type { User } from '@foyer/sdk'
import { html, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import type { Words } from '../i18n/words.ts'
import { sayShort } from '../i18n/words.ts'
import { emailChip, statusChip, statusText } from './chips.ts'
import { personName } from './person-name.ts'

type Cell = TemplateResult | string

export interface Column {
  key: string
  title: keyof Words
  cell(user: User, admin: Admin): Cell
  /** Said in full where the cell may be cut: columns keep their widths whoever is in sight. */
  whole?(user: User, admin: Admin): string | null
}

const plain = (key: 'externalId' | 'location' | 'department' | 'position'): Column => ({
  key,
  title: key,
  cell: (user) => user[key] ?? '–',
  whole: (user) => user[key],
})

const moment = (key: 'createdAt' | 'changedAt'): Column => ({
  key,
  title: key,
  cell: (user, { locale, settings }) => sayShort(user[key], locale, settings.organisation.timeZone),
})

export const nameColumn: Column = {
  key: 'name',
  title: 'name',
  cell: (user, { href, words }) => {
    const name = personName(user, words)
    return html`<a href=${href(`/people/${user.id}`)} title=${name}>${name}</a>`
  },
}

/** The name stands always; these can be chosen. */
export const columns: readonly Column[] = [
  { key: 'status', title: 'status', cell: statusChip, whole: statusText },
  { key: 'email', title: 'email', cell: (user) => user.email ?? user.emailMasked ?? '–', whole: (user) => user.email ?? user.emailMasked },
  { key: 'emailStatus', title: 'emailStatus', cell: emailChip },
  plain('externalId'),
  plain('location'),
  plain('department'),
  plain('position'),
  moment('createdAt'),
  moment('changedAt'),
]

const STORED = 'foyer-admin-columns'
const DEFAULT = ['status', 'email', 'emailStatus', 'externalId', 'location', 'department']

export const readChosen = (): string[] => {
  const stored = localStorage.getItem(STORED)
  const chosen = stored === null ? DEFAULT : stored.split(',')
  return columns.map(({ key }) => key).filter((key) => chosen.includes(key))
}

export const keepChosen = (chosen: readonly string[]): void => localStorage.setItem(STORED, chosen.join(','))
