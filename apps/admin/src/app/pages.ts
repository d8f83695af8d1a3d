// Every page: its address, its title, and what draws it.

import type { Role } from '@foyer/sdk'
import { html, type TemplateResult } from 'lit'
import { reaches } from '../data/may-do.ts'
import type { Words } from '../i18n/words.ts'
import { ImportPage } from '../pages/import-page.ts'
import { ImportsPage } from '../pages/imports-page.ts'
import { KeysPage } from '../pages/keys-page.ts'
import { LegalDocumentPage } from '../pages/legal-document-page.ts'
import { LegalPage } from '../pages/legal-page.ts'
import { MailsPage } from '../pages/mails-page.ts'
import { MissingPage } from '../pages/missing-page.ts'
import { NewImportPage } from '../pages/new-import-page.ts'
import { NewPersonPage } from '../pages/new-person-page.ts'
import { OverviewPage } from '../pages/overview-page.ts'
import { PeoplePage } from '../pages/people-page.ts'
import { PersonPage } from '../pages/person-page.ts'
import { RolesPage } from '../pages/roles-page.ts'
import { SettingsPage } from '../pages/settings-page.ts'
import { TrailPage } from '../pages/trail-page.ts'
import type { IconName } from '../parts/menu-icon.ts'
import type { Admin } from './admin.ts'
import type { Place } from './place.ts'

export const menuGroups = ['people', 'records', 'setup'] as const

export interface Page {
  /** A part that begins with a colon stands for anything. */
  path: string
  title: keyof Words
  /** Where in the menu it stands: who people are, what happened, how it is set up. `null`: nowhere. */
  inMenu: { group: (typeof menuGroups)[number]; icon: IconName } | null
  /** Path of the entry of the menu that it belongs to. */
  menu: string
  /** The least role that it shows anything to. Default: everybody who manages. */
  least?: Role
  view(admin: Admin, place: Place): TemplateResult
}

const define = (name: string, element: CustomElementConstructor) => {
  if (customElements.get(name) === undefined) customElements.define(name, element)
}
define('foyer-overview-page', OverviewPage)
define('foyer-people-page', PeoplePage)
define('foyer-person-page', PersonPage)
define('foyer-new-person-page', NewPersonPage)
define('foyer-missing-page', MissingPage)
define('foyer-trail-page', TrailPage)
define('foyer-import-page', ImportPage)
define('foyer-imports-page', ImportsPage)
define('foyer-new-import-page', NewImportPage)
define('foyer-legal-page', LegalPage)
define('foyer-legal-document-page', LegalDocumentPage)
define('foyer-keys-page', KeysPage)
define('foyer-mails-page', MailsPage)
define('foyer-roles-page', RolesPage)
define('foyer-settings-page', SettingsPage)

export const pages: readonly Page[] = [
  {
    path: '/',
    title: 'overview',
    inMenu: { group: 'people', icon: 'home' },
    menu: '/',
    view: (admin) => html`<foyer-overview-page .admin=${admin}></foyer-overview-page>`,
  },
  {
    path: '/people',
    title: 'people',
    inMenu: { group: 'people', icon: 'people' },
    menu: '/people',
    view: (admin, { query }) => html`<foyer-people-page .admin=${admin} .query=${query.toString()}></foyer-people-page>`,
  },
  {
    path: '/people/new',
    title: 'newPerson',
    inMenu: null,
    menu: '/people',
    least: 'manager',
    view: (admin) => html`<foyer-new-person-page .admin=${admin}></foyer-new-person-page>`,
  },
  {
    path: '/people/:id',
    title: 'people',
    inMenu: null,
    menu: '/people',
    view: (admin, { path }) =>
      html`<foyer-person-page .admin=${admin} .person=${decodeURIComponent(path.split('/')[2] ?? '')}></foyer-person-page>`,
  },
  {
    path: '/missing',
    title: 'missing',
    inMenu: { group: 'people', icon: 'missing' },
    menu: '/missing',
    view: (admin, { query }) => html`<foyer-missing-page .admin=${admin} .query=${query.toString()}></foyer-missing-page>`,
  },
  {
    path: '/imports',
    title: 'imports',
    inMenu: { group: 'people', icon: 'file' },
    menu: '/imports',
    view: (admin) => html`<foyer-imports-page .admin=${admin}></foyer-imports-page>`,
  },
  {
    path: '/imports/new',
    title: 'newImport',
    inMenu: null,
    menu: '/imports',
    least: 'manager',
    view: (admin) => html`<foyer-new-import-page .admin=${admin}></foyer-new-import-page>`,
  },
  {
    path: '/imports/:id',
    title: 'imports',
    inMenu: null,
    menu: '/imports',
    view: (admin, { path, query }) =>
      html`<foyer-import-page .admin=${admin} .import=${path.split('/')[2] ?? ''} .query=${query.toString()}></foyer-import-page>`,
  },
  {
    path: '/mails',
    title: 'mails',
    inMenu: { group: 'records', icon: 'mail' },
    menu: '/mails',
    view: (admin, { query }) => html`<foyer-mails-page .admin=${admin} .query=${query.toString()}></foyer-mails-page>`,
  },
  {
    path: '/legal',
    title: 'legal',
    inMenu: { group: 'records', icon: 'scroll' },
    menu: '/legal',
    view: (admin) => html`<foyer-legal-page .admin=${admin}></foyer-legal-page>`,
  },
  {
    path: '/legal/:key',
    title: 'legal',
    inMenu: null,
    menu: '/legal',
    view: (admin, { path, query }) =>
      html`<foyer-legal-document-page .admin=${admin} .document=${decodeURIComponent(path.split('/')[2] ?? '')} .query=${query.toString()}></foyer-legal-document-page>`,
  },
  {
    path: '/trail',
    title: 'trail',
    inMenu: { group: 'records', icon: 'clock' },
    menu: '/trail',
    view: (admin, { query }) => html`<foyer-trail-page .admin=${admin} .query=${query.toString()}></foyer-trail-page>`,
  },
  {
    path: '/keys',
    title: 'keys',
    inMenu: { group: 'setup', icon: 'key' },
    menu: '/keys',
    least: 'owner',
    view: (admin) => html`<foyer-keys-page .admin=${admin}></foyer-keys-page>`,
  },
  {
    path: '/roles',
    title: 'roles',
    inMenu: { group: 'setup', icon: 'shield' },
    menu: '/roles',
    view: (admin) => html`<foyer-roles-page .admin=${admin}></foyer-roles-page>`,
  },
  {
    path: '/settings',
    title: 'settings',
    inMenu: { group: 'setup', icon: 'sliders' },
    menu: '/settings',
    view: (admin) => html`<foyer-settings-page .admin=${admin}></foyer-settings-page>`,
  },
]

/** The first that fits; `null` for an address that no page has. */
export const pageAt = (path: string): Page | null => pages.find((page) => fits(page.path, path)) ?? null

const fits = (pattern: string, path: string): boolean => {
  const [wanted, given] = [pattern.split('/'), path.split('/')]
  return wanted.length === given.length && wanted.every((part, index) => part.startsWith(':') || part === given[index])
}

/** Whether somebody of this role finds something on the page. The server decides for itself, whatever is shown here. */
export const isFor = ({ least = 'viewer' }: Page, role: Role): boolean => reaches(role, least)
