// The people of Beispiel AG, a haulier in Köln, Leipzig and Basel, and how far each has come.

import type { AccountStatus, EmailStatus } from '@foyer/sdk'

/** Account status and e-mail status, as far as they can be reached by mail. */
export type Goal = Exclude<`${AccountStatus}/${EmailStatus | 'none'}`, 'invited/none' | `online/${'none' | 'unconfirmed' | 'pending'}`>

export interface DemoPerson {
  externalId: string
  firstName: string
  lastName: string
  email: string | null
  location: 'Köln' | 'Leipzig' | 'Basel'
  department: string
  position: string
  locale: string
  goal: Goal
  /** Access to the administration as well, for some who are online. */
  role?: 'owner' | 'manager' | 'helper' | 'viewer'
  /** What the holder fills in when activating. */
  fields?: { phone?: string; shirtSize: 'XS' | 'S' | 'M' | 'L' | 'XL' | 'XXL'; mobility?: ('bike' | 'transit' | 'car' | 'walk')[] }
  forklift?: boolean
}

type Row = [
  externalId: string,
  firstName: string,
  lastName: string,
  email: string | null,
  location: DemoPerson['location'],
  department: string,
  position: string,
  locale: string,
  goal: Goal,
  more?: Pick<DemoPerson, 'role' | 'fields' | 'forklift'>,
]

const own = (name: string) => `${name}@beispiel.example`

// biome-ignore format: one person a line reads as a table
const rows: Row[] = [
  ['P-1001', 'Mia', 'Weber', own('mia.weber'), 'Köln', 'Logistik', 'Schichtleiterin', 'de', 'online/confirmed', { fields: { phone: '+49 221 5550101', shirtSize: 'M', mobility: ['bike', 'transit'] }, forklift: true }],
  ['P-1002', 'Jan', 'Kowalski', own('jan.kowalski'), 'Köln', 'Logistik', 'Kommissionierer', 'pl', 'online/confirmed', { fields: { shirtSize: 'XL', mobility: ['car'] }, forklift: true }],
  ['P-1003', 'Aylin', 'Yıldız', own('aylin.yildiz'), 'Köln', 'Disposition', 'Disponentin', 'de', 'online/confirmed', { role: 'helper', fields: { phone: '+49 221 5550103', shirtSize: 'S', mobility: ['transit'] } }],
  ['P-1004', 'Tobias', 'Schäfer', own('tobias.schaefer'), 'Köln', 'Personal', 'Personalreferent', 'de', 'online/confirmed', { role: 'manager', fields: { phone: '+49 221 5550104', shirtSize: 'L', mobility: ['bike'] } }],
  ['P-1005', 'Fatima', 'El Amrani', own('fatima.elamrani'), 'Köln', 'Kundenservice', 'Teamleiterin', 'de', 'online/confirmed', { role: 'viewer', fields: { shirtSize: 'M', mobility: ['walk'] } }],
  ['P-1006', 'Dennis', 'Großmann', null, 'Köln', 'Fuhrpark', 'Berufskraftfahrer', 'de', 'offline/none'],
  ['P-1007', 'Ion', 'Popescu', null, 'Köln', 'Fuhrpark', 'Berufskraftfahrer', 'ro', 'offline/none'],
  ['P-1008', 'Ute', 'Brandt', 'ute.brandt@example.net', 'Köln', 'Logistik', 'Packerin', 'de', 'offline/unconfirmed'],
  ['P-1009', 'Marek', 'Nowak', 'marek.nowak@example.com', 'Köln', 'Logistik', 'Staplerfahrer', 'pl', 'invited/pending', { forklift: true }],
  ['P-1010', 'Sabine', 'Müller-Lüdenscheidt', own('sabine.mueller'), 'Köln', 'Buchhaltung', 'Sachbearbeiterin', 'de', 'invited/pending'],
  ['P-1011', 'Kenan', 'Demir', own('kenan.demir'), 'Köln', 'Werkstatt', 'Kfz-Mechatroniker', 'de', 'invited/confirmed'],
  ['P-1012', 'Lena', 'Hoffmann', own('lena.hoffmann'), 'Köln', 'IT', 'Systemadministratorin', 'de', 'online/confirmed', { role: 'owner', fields: { shirtSize: 'S', mobility: ['bike'] } }],
  ['P-1013', 'Giuseppe', 'Esposito', null, 'Köln', 'Kantine', 'Koch', 'it', 'deactivated/none'],
  ['P-1014', 'Hannah', 'Fischer', own('hannah.fischer'), 'Köln', 'Logistik', 'Auszubildende', 'de', 'invited/unconfirmed'],
  ['P-1015', 'Oleksandr', 'Bondarenko', 'o.bondarenko@example.com', 'Köln', 'Fuhrpark', 'Berufskraftfahrer', 'uk', 'offline/pending'],
  ['P-1016', 'Klaus', 'Peters', own('klaus.peters'), 'Köln', 'Disposition', 'Leiter Disposition', 'de', 'deactivated/confirmed', { fields: { shirtSize: 'L' } }],
  ['P-2001', 'Sophie', 'Richter', own('sophie.richter'), 'Leipzig', 'Logistik', 'Lagerleiterin', 'de', 'online/confirmed', { role: 'helper', fields: { phone: '+49 341 5550201', shirtSize: 'M', mobility: ['transit', 'bike'] } }],
  ['P-2002', 'Thị Lan', 'Nguyễn', own('lan.nguyen'), 'Leipzig', 'Logistik', 'Kommissioniererin', 'vi', 'online/confirmed', { fields: { shirtSize: 'XS', mobility: ['transit'] } }],
  ['P-2003', 'Ronny', 'Krause', null, 'Leipzig', 'Fuhrpark', 'Berufskraftfahrer', 'de', 'offline/none'],
  ['P-2004', 'Peggy', 'Zimmermann', 'peggy.z@example.net', 'Leipzig', 'Logistik', 'Packerin', 'de', 'invited/pending'],
  ['P-2005', 'Ahmad', 'Al-Hassan', 'ahmad.alhassan@example.com', 'Leipzig', 'Logistik', 'Kommissionierer', 'ar', 'online/confirmed', { fields: { shirtSize: 'L', mobility: ['bike'] } }],
  ['P-2006', 'Karin', 'Voigt', null, 'Leipzig', 'Reinigung', 'Reinigungskraft', 'de', 'offline/none'],
  ['P-2007', 'Stefan', 'Neumann', own('stefan.neumann'), 'Leipzig', 'Werkstatt', 'Meister', 'de', 'online/confirmed', { fields: { phone: '+49 341 5550207', shirtSize: 'XXL', mobility: ['car'] }, forklift: true }],
  ['P-2008', 'Anna', 'Petrova', own('anna.petrova'), 'Leipzig', 'Disposition', 'Disponentin', 'en', 'online/confirmed', { fields: { shirtSize: 'M', mobility: ['walk'] } }],
  ['P-2009', 'Maximilian', 'von der Heide', own('max.heide'), 'Leipzig', 'Vertrieb', 'Kundenberater', 'de', 'invited/confirmed'],
  ['P-2010', 'Jule', 'Seidel', 'jule.seidel@example.net', 'Leipzig', 'Logistik', 'Werkstudentin', 'de', 'offline/unconfirmed'],
  ['P-2011', 'Bogdan', 'Ionescu', 'bogdan.ionescu@example.com', 'Leipzig', 'Fuhrpark', 'Berufskraftfahrer', 'ro', 'invited/pending'],
  ['P-2012', 'Heike', 'Lorenz', own('heike.lorenz'), 'Leipzig', 'Personal', 'Sachbearbeiterin', 'de', 'offline/confirmed'],
  ['P-2013', 'Torsten', 'Uhlig', 'torsten.uhlig@example.net', 'Leipzig', 'Logistik', 'Staplerfahrer', 'de', 'deactivated/unconfirmed', { forklift: true }],
  ['P-3001', 'Luca', 'Baumann', own('luca.baumann'), 'Basel', 'Logistik', 'Teamleiter', 'de', 'online/confirmed', { fields: { phone: '+41 61 5550301', shirtSize: 'L', mobility: ['transit'] } }],
  ['P-3002', 'Céline', 'Dubois', own('celine.dubois'), 'Basel', 'Zoll', 'Zolldeklarantin', 'fr', 'online/confirmed', { fields: { shirtSize: 'S', mobility: ['transit', 'walk'] } }],
  ['P-3003', 'Reto', 'Ammann', own('reto.ammann'), 'Basel', 'Zoll', 'Leiter Zoll', 'de', 'online/confirmed', { role: 'viewer', fields: { shirtSize: 'L', mobility: ['bike'] } }],
  ['P-3004', 'Arben', 'Krasniqi', null, 'Basel', 'Fuhrpark', 'Chauffeur', 'sq', 'offline/none'],
  ['P-3005', 'Nadia', 'Rossi', own('nadia.rossi'), 'Basel', 'Kundenservice', 'Sachbearbeiterin', 'it', 'invited/pending'],
  ['P-3006', 'Urs', 'Gerber', 'urs.gerber@example.com', 'Basel', 'Logistik', 'Logistiker', 'de', 'invited/pending', { forklift: true }],
  ['P-3007', 'Emily', 'Clarke', own('emily.clarke'), 'Basel', 'Vertrieb', 'Key Account Manager', 'en', 'online/confirmed', { fields: { phone: '+41 61 5550307', shirtSize: 'M', mobility: ['transit'] } }],
  ['P-3008', 'Marco', 'Bianchi', 'marco.bianchi@example.net', 'Basel', 'Fuhrpark', 'Chauffeur', 'it', 'deactivated/pending'],
  ['P-3009', 'Lea', 'Steiner', 'lea.steiner@example.com', 'Basel', 'Logistik', 'Praktikantin', 'de', 'offline/unconfirmed'],
  ['P-3010', 'Thomas', 'Hürlimann', own('thomas.huerlimann'), 'Basel', 'IT', 'Applikationsverantwortlicher', 'de', 'online/confirmed', { fields: { shirtSize: 'XL', mobility: ['car', 'transit'] } }],
  ['P-3011', 'Samira', 'Haddad', own('samira.haddad'), 'Basel', 'Disposition', 'Disponentin', 'fr', 'online/confirmed', { fields: { shirtSize: 'S', mobility: ['walk'] } }],
]

export const people: readonly DemoPerson[] = rows.map(
  ([externalId, firstName, lastName, email, location, department, position, locale, goal, more]) => ({
    externalId,
    firstName,
    lastName,
    email,
    location,
    department,
    position,
    locale,
    goal,
    ...more,
  }),
)

/** The demo's owner: whose password is random for each data directory, and printed nowhere. */
export const demoOwner = { email: own('lena.hoffmann') } as const

/** The one whose password the demo prints. She may use the app, and nothing else. */
export const readyPerson = { email: own('mia.weber'), password: 'Drei-Lastwagen-am-Rhein' } as const
