// The commands on people and their invitations, on one page.

import type { Command } from '../command.ts'
import type { personCommands } from '../commands/person-commands.ts'
import { filterOptions } from './filter-options.ts'
import { profileOptions } from './profile-options.ts'

const WHO = 'external:P-1002'

const inviteOptions: Command['options'] = [
  ['--application <key>', 'Application to invite to'],
  ['--role <role>', 'At a managing application: owner, manager, helper or viewer; viewer unless given'],
  ['--days <days>', 'Days until the invitation expires, 1 to 90'],
  ['--message <text>', 'One own sentence in the mail'],
]

const mailOptions: Command['options'] = [
  ['--at <moment>', 'When the mails leave, with its offset: 2027-03-01T08:00+01:00; at once unless given'],
  ['--cool-down <days>', 'Leave out whoever was invited so many days ago or less; 3 unless given'],
]

const onPerson = (
  usage: string,
  description: string,
  name: keyof typeof personCommands,
  options: Command['options'] = [],
  example = `${usage.replace('<who>', WHO)}`,
): Command => ({
  usage,
  description,
  options,
  examples: [example],
  load: async () => ({ run: (await import('../commands/person-commands.ts')).personCommands[name] }),
})

export const peopleCommands: readonly Command[] = [
  {
    usage: 'users import <file>',
    description: 'Enter and change people from a CSV file or an .xlsx: shows what it comes to, then does exactly that',
    options: [
      ['--preview', 'Show what it comes to and write nothing'],
      ['--application <key>', 'What people are invited to'],
      ['--invite <whom>', 'new: people whom the file brings; not_online: everybody in it who is not online yet'],
      ['--initial-passwords', 'Mail an initial password instead of a link'],
      ['--complete', 'The file has everybody: people of earlier imports who are not in it are to leave'],
      ['--leavers <number>', 'How many leave, where it is more than a tenth'],
      ['--column <header=field>', 'What a column is, where its header does not tell it; once for each'],
      ['--prefer <header>', 'Which column counts first where several stand for one detail; once for each'],
      ['--sheet <name>', 'The sheet of an .xlsx where several have something in them'],
      ['--remedy <group=remedy>', 'What is done about rows that something stands against: leave_out, on_file or skip; once for each'],
      ['--clear <marker>', 'A cell with exactly this clears the detail; a blank one leaves it'],
      ['--match-by-email', 'Find people without an external id by their address'],
      ['--message <text>', 'One own sentence in the mails'],
      ...mailOptions,
      ['--language <tag>', 'Of new people whose row says none, such as de'],
      ['--sheets <file>', 'Invite whoever has no address by an info sheet, and write these into a .pdf, .zip or .html'],
      ['--problems <file>', 'Write the rows that were left out there, with reasons, to mend and import again'],
    ],
    examples: ['users import staff.csv --preview', 'users import staff.csv --application app --invite new --problems left.csv'],
    load: () => import('../commands/users-import.ts'),
  },
  {
    usage: 'users list',
    description: 'List people by filter',
    options: [
      ...filterOptions,
      ['--sort <order>', 'lastName unless given, -createdAt or -changedAt'],
      ['--limit <number>', 'How many at most; 50 unless given'],
    ],
    examples: ['users list --status invited --invitation expired', 'users list --search weber --json'],
    load: async () => ({ run: (await import('../commands/users-list.ts')).list }),
  },
  {
    usage: 'users count',
    description: 'Count people by filter; exact to 10,000',
    options: filterOptions,
    examples: ['users count --status offline,invited --no-email --location Köln'],
    load: async () => ({ run: (await import('../commands/users-list.ts')).count }),
  },
  onPerson('users get <who>', 'Show one person', 'get'),
  onPerson(
    'users create',
    'Enter a person, and invite in the same step when asked',
    'create',
    [
      ['--number <number>', "The organisation's own number"],
      ['--email <address>', 'Address'],
      ...profileOptions,
      ['--invite <application>', 'Invite to this application by mail'],
      ['--role <role>', 'At a managing application: owner, manager, helper or viewer'],
    ],
    'users create --number P-1002 --first-name Jan --last-name Peters --email jan@example.com --invite app',
  ),
  onPerson(
    'users update <who>',
    'Change details; an empty value clears',
    'update',
    [['--number <number>', "The organisation's own number"], ...profileOptions],
    `users update ${WHO} --department Logistik --position ""`,
  ),
  onPerson(
    'users change-email <who> [address]',
    'Change an address that nobody confirmed yet; without one it is taken away',
    'changeEmail',
    [['--send <what>', 'Mail the invitation or a confirmation in the same step']],
    `users change-email ${WHO} jan@example.com --send invitation`,
  ),
  onPerson('users send-confirmation <who>', 'Mail a link that confirms the address', 'sendConfirmation'),
  onPerson('users send-recovery <who>', 'Mail the way to a new password', 'sendRecovery'),
  onPerson('users clear-bounce <who>', 'Allow mails to this address again', 'clearBounce'),
  onPerson(
    'users grant-access <who> <application>',
    'Give access to an application',
    'grantAccess',
    [['--role <role>', 'At a managing application: owner, manager, helper or viewer']],
    `users grant-access ${WHO} portal --role helper`,
  ),
  onPerson(
    'users withdraw-access <who> <application>',
    'End access and its sessions',
    'withdrawAccess',
    [],
    `users withdraw-access ${WHO} portal`,
  ),
  onPerson(
    'users deactivate <who>',
    'Block sign-in, now or at a moment',
    'deactivate',
    [
      ['--at <day>', 'Last day, such as 2027-03-31; now unless given'],
      ['--reason <text>', 'Stands in the trail'],
    ],
    `users deactivate ${WHO} --at 2027-03-31 --reason "Contract ends"`,
  ),
  onPerson('users reactivate <who>', 'Lift the block', 'reactivate'),
  onPerson(
    'users reset-access <who>',
    'End credentials, sessions and the confirmation',
    'resetAccess',
    [
      ['--reason <text>', 'Stands in the trail'],
      ['--email <address>', 'A new address in the same step'],
    ],
    `users reset-access ${WHO} --reason "Mailbox lost" --email jan@example.org`,
  ),
  onPerson('users delete <who>', 'Erase a person for good', 'erase', [['--yes', 'It is meant']], `users delete ${WHO} --yes`),
  onPerson(
    'users invite <who>',
    'Invite by mail, or send the same invitation again',
    'invite',
    inviteOptions,
    `users invite ${WHO} --application app`,
  ),
  {
    usage: 'invitations send [...who]',
    description: 'Invite many by mail: those named, or those found by flags',
    options: [
      ...inviteOptions,
      ...mailOptions,
      ...filterOptions,
      ['--everybody', 'Everybody who is on file'],
      ['--run <name>', 'Goes on with a run that was cut off; nobody is mailed twice'],
    ],
    examples: [
      'invitations send --application app --status offline --department Logistik',
      `invitations send --application app ${WHO} jan@example.com`,
    ],
    load: () => import('../commands/invitations-send.ts'),
  },
  {
    usage: 'invitations sheet [...who]',
    description: 'Print info sheets into a PDF, a ZIP with one PDF a location, or a page: for those named, or found by flags',
    options: [
      ['--output <file>', 'Ends in .pdf, .zip or .html'],
      ['--application <key>', 'Whoever is not invited yet is invited to it; without it only the invited are printed'],
      ['--days <days>', 'Days until it expires, 60 to 90'],
      ['--locales <languages>', 'One or two for every sheet, such as de,en; each in its own unless given'],
      ['--order <fields>', 'location,department,lastName unless given'],
      ['--message <text>', 'One own sentence on every sheet'],
      ['--all', 'Also those who have a sheet already'],
      ['--lost', 'The sheets of those named were lost: everything handed out so far ends'],
      ...filterOptions,
      ['--everybody', 'Everybody who is on file'],
    ],
    examples: [
      'invitations sheet --no-email --application app --order location,department --output sheets.zip',
      `invitations sheet ${WHO} --lost --output sheet.pdf`,
    ],
    load: () => import('../commands/invitations-sheet.ts'),
  },
  onPerson(
    'invitations renew <who>',
    'End all carriers handed out so far and begin anew',
    'renew',
    [
      ['--days <days>', 'Days until it expires, 1 to 90'],
      ['--send', 'Mail the new link in the same step'],
    ],
    `invitations renew ${WHO} --send`,
  ),
  onPerson('invitations revoke <who>', 'End the invitation and its pending access', 'revoke'),
  {
    usage: 'export',
    description: 'Print everything that is stored about a person, as JSON',
    options: [['--user <who>', 'An id, external:<number> or an address']],
    examples: [`export --user ${WHO} > person.json`],
    load: () => import('../commands/export.ts'),
  },
]
