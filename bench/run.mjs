// `npm run bench`: measures Foyer against raw limits in the same run, prints ratios and keeps them in bench/results.
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { build } from '../tools/build.mjs'
import { checkNodeVersion } from '../tools/check-node-version.mjs'
import { installPackages } from '../tools/install-packages.mjs'
import { showStep } from '../tools/show-step.mjs'

const BENCHES = {
  'sign-in': async () => (await import('./sign-in.mjs')).benchSignIn,
  'session-check': async () => (await import('./session-check.mjs')).benchSessionCheck,
  create: async () => (await import('./create.mjs')).benchCreate,
  busy: async () => (await import('./busy.mjs')).benchBusy,
  lists: async () => (await import('./lists.mjs')).benchLists,
  // Before the other: a cluster that has just taken in a million people goes on tidying up for minutes.
  'import-busy': async () => (await import('./import-busy.mjs')).benchImportBusy,
  import: async () => (await import('./import.mjs')).benchImport,
  guess: async () => (await import('./guess.mjs')).benchGuess,
  admin: async () => (await import('./admin.mjs')).benchAdmin,
  sheets: async () => (await import('./sheets.mjs')).benchSheets,
  'start-up': async () => (await import('./start-up.mjs')).benchStartUp,
}

const USAGE = `npm run bench                          every benchmark, about four minutes
npm run bench -- session-check         only those named: ${Object.keys(BENCHES).join(', ')}
npm run bench -- --rounds 0.25         fewer rounds, for a first look; more than 1 for a busy machine
npm run bench -- --million lists       with a million people too, two minutes more
npm run bench -- --no-build            what is built already
npm run bench -- --profile <folder>    V8 profiles of the session check's two servers; the figures are worth less then`

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: 'boolean', default: false },
    'no-build': { type: 'boolean', default: false },
    rounds: { type: 'string', default: '1' },
    million: { type: 'boolean', default: false },
    profile: { type: 'string' },
  },
})
const names = positionals.length > 0 ? positionals : Object.keys(BENCHES)
const unknown = names.filter((name) => !Object.hasOwn(BENCHES, name))
const rounds = Number(options.rounds)
if (options.help || unknown.length > 0 || !(rounds > 0 && rounds <= 10)) {
  if (unknown.length > 0) console.error(`There is no benchmark "${unknown[0]}".`)
  console.log(USAGE)
  process.exit(options.help ? 0 : 2)
}

checkNodeVersion()
if (!options['no-build']) {
  if (!(await installPackages())) process.exit(1)
  if ((await showStep('Build', () => build())).state === 'failed') process.exit(1)
}
process.exitCode = await run()

async function run() {
  const { SETTINGS, startCluster } = await import('./harness/private-cluster.mjs')
  const { describeMachine, keep, tableOf } = await import('./harness/report.mjs')
  const cluster = await startCluster()
  const stopOn = (signal) => process.once(signal, () => void cluster.stop().finally(() => process.exit(130)))
  for (const signal of ['SIGINT', 'SIGTERM']) stopOn(signal)
  const results = {}
  try {
    const machine = describeMachine(cluster.version, SETTINGS)
    for (const line of Object.entries(machine)) console.log(`${line[0]}: ${line[1]}`)
    if (machine.loadBefore > availableParallelism() / 2)
      console.log('Others are busy on this machine: take the ratios only, and their spread.')
    for (const name of names) {
      const bench = await BENCHES[name]()
      const say = progress(name)
      results[name] = await bench({ cluster, say, rounds, million: options.million, profile: options.profile ?? null })
      say(null)
      console.log(`\n${tableOf(results[name])}\n`)
    }
    console.log(`Kept in ${keep(machine, results)}`)
    return 0
  } catch (error) {
    console.error(error)
    return 1
  } finally {
    await cluster.stop()
  }
}

/** One line that is written over on a terminal, a line each elsewhere. */
function progress(name) {
  const begun = Date.now()
  return (what) => {
    const seconds = `${((Date.now() - begun) / 1000).toFixed(0)} s`
    if (!process.stdout.isTTY) return what === null ? undefined : console.log(`… ${name}: ${what} (${seconds})`)
    process.stdout.write(what === null ? '\r\x1b[2K' : `\r\x1b[2K… ${name}: ${what} (${seconds})`)
  }
}
