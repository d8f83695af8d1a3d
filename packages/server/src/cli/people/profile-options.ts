// The flags that say what is on file about a person.

export const profileOptions: readonly (readonly [flags: string, description: string])[] = [
  ['--first-name <name>', 'First name'],
  ['--last-name <name>', 'Last name'],
  ['--location <place>', 'Location'],
  ['--department <name>', 'Department'],
  ['--position <name>', 'Position'],
  ['--locale <tag>', 'Language of mails and screens, such as de'],
  ['--ends <day>', 'Last day, such as 2027-03-31'],
  ['--field <key=value>', 'A field of your own; several times for several. JSON where it is none of text'],
]
