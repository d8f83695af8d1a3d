// Reads what was typed, finds the command and runs it.

import { cac } from 'cac'
import { PACKAGE_VERSION } from '../package-version.ts'
import { commands } from './commands.ts'
import { CommandError, EXIT, type ExitCode, exitMeanings } from './exit-codes.ts'
import { asTyped, keepAsTyped } from './keep-as-typed.ts'
import { createOutput, type Output } from './output.ts'

/** First words of commands that have two. */
const GROUPS: ReadonlySet<string> = new Set(commands.flatMap(({ usage }) => /^(\w+) \w/.exec(usage)?.[1] ?? []))

const EXIT_CODES = (Object.keys(EXIT) as (keyof typeof EXIT)[]).map((name) => `  ${EXIT[name]}  ${exitMeanings[name]}`).join('\n')

/** @param argv as `process.argv` has it */
export const runCli = async (argv: readonly string[]): Promise<ExitCode> => {
  const output = createOutput(argv.includes('--json'))
  try {
    return await parseAndRun(keepAsTyped(joinGroup(argv)), output)
  } catch (error) {
    // cac tells its own errors by name only.
    if (error instanceof Error && error.name === 'CACError')
      return output.fail({ text: `${error.message}. See: foyer --help`, exitCode: EXIT.usage })
    if (error instanceof CommandError) return output.fail({ text: error.message, exitCode: error.exitCode, code: error.code })
    const { explainError } = await import('./explain-error.ts')
    return output.fail(explainError(error))
  }
}

const parseAndRun = async (argv: string[], output: Output): Promise<ExitCode> => {
  const cli = cac('foyer')
  cli.option('--config <file>', 'Configuration file; foyer.config.ts, .js or .mjs here unless given')
  cli.option('--json', 'Answer in JSON, for scripts')
  cli.version(PACKAGE_VERSION)
  cli.help((sections) => [
    ...sections.filter(({ title }) => title === undefined || !title.startsWith('For more info')),
    { title: 'Exit codes', body: EXIT_CODES },
  ])
  for (const command of commands) {
    const added = cli.command(command.usage, command.description)
    for (const [flags, description] of command.options) added.option(flags, description)
    for (const example of command.examples ?? []) added.example(`  foyer ${example}`)
    added.action(async (...given: unknown[]) => {
      const options = given.at(-1) as Record<string, unknown>
      const { run } = await command.load()
      return run(
        {
          arguments: given
            .slice(0, -1)
            .flat()
            .map((one) => asTyped(String(one))),
          options,
        },
        output,
      )
    })
  }
  const { options, args } = cli.parse(argv, { run: false })
  if (options.help === true || options.version === true) return EXIT.done
  if (cli.matchedCommand !== undefined) return cli.runMatchedCommand() as Promise<ExitCode>
  if (args.length > 0) throw new CommandError(`There is no command "${args.join(' ')}". See: foyer --help`, EXIT.usage)
  cli.outputHelp()
  return EXIT.usage
}

/** cac knows commands of one word: `keys create` is handed over as one. */
const joinGroup = ([node = '', script = '', first, second, ...rest]: readonly string[]): string[] => {
  if (first === undefined) return [node, script]
  if (second === undefined) return [node, script, first]
  if (!GROUPS.has(first) || second.startsWith('-')) return [node, script, first, second, ...rest]
  return [node, script, `${first} ${second}`, ...rest]
}
