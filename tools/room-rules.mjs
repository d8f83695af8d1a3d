// Which room may open which door: what the source of each package may import, as one table.

/** Third parties and Node's own modules are meant by `others`; names of packages cover their subpaths unless one is given with a slash. */
/** @typedef {{ types: readonly string[], values: readonly string[], others: (from: string, names: string[] | null, file: string) => boolean }} RoomRule */

const never = () => false
const always = () => true
const published = ['@foyer/server', '@foyer/sdk', '@foyer/widget']
const startsWithAny =
  (...names) =>
  (from) =>
    names.some((name) => from === name || from.startsWith(`${name}/`))

/** @type {Record<string, RoomRule>} */
export const ROOM_RULES = {
  'packages/contract': { types: [], values: [], others: startsWithAny('zod') },
  'packages/core': {
    types: ['@foyer/contract'],
    values: ['@foyer/contract/tables'],
    others: (from, names) => from === 'node:url' && names?.every((name) => name === 'domainToASCII') === true,
  },
  'packages/sdk': {
    types: ['@foyer/contract'],
    values: ['@foyer/contract/routes'],
    others: (from, _names, file) => file.includes('/src/backend/') && startsWithAny('hono', 'fastify', 'node:http')(from),
  },
  'packages/widget': {
    types: ['@foyer/contract', '@foyer/sdk'],
    values: ['@foyer/sdk', '@foyer/contract/routes', '@foyer/contract/tables'],
    others: (from, _names, file) =>
      startsWithAny('lit', '@simplewebauthn/browser')(from) ||
      (/\/src\/(react|vue)\.ts$/.test(file) && startsWithAny('react', 'react-dom', 'vue')(from)),
  },
  'packages/server': {
    types: ['@foyer/contract', '@foyer/core'],
    values: ['@foyer/contract', '@foyer/core'],
    others: (from, _names, file) => from !== 'kysely' || file.startsWith('packages/server/src/store/'),
  },
  apps: { types: published, values: published, others: always },
  examples: { types: published, values: published, others: always },
  e2e: { types: [...published, '@foyer/demo'], values: [...published, '@foyer/demo'], others: always },
  bench: { types: published, values: published, others: always },
}

/** The rule for a file, by its path from the workspace's root; undefined where none applies. */
export function ruleFor(file) {
  const [first, second] = file.split('/')
  return (
    ROOM_RULES[`${first}/${second}`] ?? ROOM_RULES[first] ?? (first === 'packages' ? { types: [], values: [], others: never } : undefined)
  )
}
