// Every command on one page.

import type { Command } from './command.ts'
import { DEFAULT_HOSTNAME, DEFAULT_PORT } from './default-address.ts'
import { peopleCommands } from './people/people-commands.ts'

export const commands: readonly Command[] = [
  {
    usage: 'start',
    description: 'Serve until SIGINT or SIGTERM',
    options: [
      ['--port <port>', `Port; ${DEFAULT_PORT} unless given, 0 for a free one`],
      ['--hostname <name>', `Address to listen on; ${DEFAULT_HOSTNAME} unless given`],
    ],
    load: () => import('./commands/start.ts'),
  },
  { usage: 'migrate', description: "Bring the database's schema up to date", options: [], load: () => import('./commands/migrate.ts') },
  {
    usage: 'doctor',
    description: 'Check configuration, secrets, database, clock, mail and port',
    options: [
      ['--port <port>', `Port that Foyer listens on; ${DEFAULT_PORT} unless given`],
      ['--hostname <name>', `Address that it listens on; ${DEFAULT_HOSTNAME} unless given`],
    ],
    load: () => import('./commands/doctor.ts'),
  },
  ...peopleCommands,
  {
    usage: 'keys create',
    description: 'Make an API key; it is shown once',
    options: [
      [
        '--scope <scope>',
        'What it may do, once for each: users:read, users:write, invitations:write, events:read, legal:read, sessions:check, owner',
      ],
      ['--name <name>', 'What the key is for; its scopes unless given'],
      ['--application <key>', 'For this application alone; then users:read and sessions:check at most'],
      ['--expires <end>', 'Days until it ends, or a day such as 2027-03-31; never unless given'],
    ],
    examples: ['keys create --scope users:read --scope users:write --name "Nightly sync" --expires 365'],
    load: () => import('./commands/keys-create.ts'),
  },
  { usage: 'keys list', description: 'List the API keys, newest first', options: [], load: () => import('./commands/keys-list.ts') },
  {
    usage: 'keys rotate <id>',
    description: 'Give an API key another secret; it is shown once',
    options: [['--overlap <hours>', 'How long the old secret still answers; 24 unless given, 0 ends it now']],
    examples: ['keys rotate 01a20126-a0cf-7a81-9dc6-cab3d6efe552 --overlap 48'],
    load: () => import('./commands/keys-rotate.ts'),
  },
  { usage: 'keys revoke <id>', description: 'Revoke an API key for good', options: [], load: () => import('./commands/keys-revoke.ts') },
  {
    usage: 'legal list',
    description: 'List the legal documents: how many accepted them, and how many still have to',
    options: [],
    load: async () => ({ run: (await import('./commands/legal.ts')).list }),
  },
  {
    usage: 'legal export',
    description: 'Print the ledger of legal documents as CSV: who accepted what, when, in which language',
    options: [
      ['--document <key>', 'Of this document alone'],
      ['--user <who>', 'Of this person alone: an id, external:<number> or an address'],
      ['--locale <language>', "de or en; the organisation's unless given"],
      ['--output <file>', 'Into this file; else to standard output'],
    ],
    examples: ['legal export --document terms --output terms.csv', 'legal export --user external:P-1002 --json'],
    load: async () => ({ run: (await import('./commands/legal.ts')).exportLedger }),
  },
  {
    usage: 'mails list',
    description: 'List mails with what became of them, newest first; never their text or the address',
    options: [
      ['--state <state>', 'queued, dropped, failed, sent, delayed, delivered, bounced or complained; several with commas'],
      ['--kind <kind>', 'Such as invitation, reminder or recovery; several with commas'],
      ['--user <who>', 'To this person alone: an id, external:<number> or an address'],
      ['--limit <number>', 'How many at most; 50 unless given'],
    ],
    examples: ['mails list --state bounced,complained,failed', 'mails list --user external:P-1002 --json'],
    load: () => import('./commands/mails-list.ts'),
  },
  {
    usage: 'owner invite',
    description: "Print the first owner's one-time link",
    options: [],
    load: () => import('./commands/owner-invite.ts'),
  },
  {
    usage: 'secrets new',
    description: 'Print a fresh entry for FOYER_SECRETS',
    options: [['--id <id>', 'Its id; the next free one of k1, k2, … unless given']],
    load: () => import('./commands/secrets-new.ts'),
  },
  {
    usage: 'secrets retire <id>',
    description: 'Say what would die with a secret, and how to take it away',
    options: [],
    load: () => import('./commands/secrets-retire.ts'),
  },
]
