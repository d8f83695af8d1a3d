// The flags by which commands find people, the same everywhere.

export const filterOptions: readonly (readonly [flags: string, description: string])[] = [
  ['--status <status>', 'offline, invited, online or deactivated; several with commas'],
  ['--email-status <status>', 'none, unconfirmed, pending or confirmed; several with commas'],
  ['--no-email', 'Only people without an address'],
  ['--access <application>', 'Only people with access there, real or pending'],
  ['--invitation <state>', 'expired, not_begun, no_carrier, bounced, complained or refused; several with commas'],
  ['--location <place>', 'Only people there; give it several times for several'],
  ['--department <name>', 'Only people of it; give it several times for several'],
  ['--search <text>', 'Words of name, address or number'],
  ['--import <id>', 'Only people whom this import made'],
  ['--changed-after <day>', 'Only people who changed after a day or moment'],
]
