// The nightly sync: everybody of the personnel system's export, invited when they are new. For cron: FOYER_URL, FOYER_API_KEY.

import { createReadStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { Foyer, isFoyerError } from '@foyer/sdk'

const [file = 'staff.csv'] = process.argv.slice(2)
const foyer = new Foyer()

try {
  const { id } = await foyer.imports.create(createReadStream(file), { application: 'app', invite: 'new', mode: 'complete', name: file })
  const preview = await foyer.imports.preview(id)
  console.log(preview.sentence)
  // More than a tenth would leave: a person looks at it first.
  if (preview.confirm !== null) throw new Error(`${preview.confirm} people would leave. Run this import by hand: ${id}`)
  await foyer.imports.run(id, { planHash: preview.planHash })
  for await (const { phase, done, total } of foyer.imports.watch(id)) console.log(phase, done, total)

  const result = await foyer.imports.result(id)
  console.log(JSON.stringify(result))
  if (result.conflict + result.error > 0) {
    await writeFile('problems.csv', await (await foyer.imports.problems(id)).bytes())
    console.error('Rows to mend are in problems.csv.')
    process.exitCode = 1
  }
} catch (error) {
  console.error(isFoyerError(error) ? `${error.code}: ${error.message}` : error instanceof Error ? error.message : error)
  process.exitCode = 1
}
