// The command `foyer`: runs it, lets what was printed leave, and ends the process with its code.

import { runCli } from './cli/run-cli.ts'

const code = await runCli(process.argv)
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)))
