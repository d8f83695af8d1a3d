// `npm run bench:export-formulas`: lets LibreOffice open an export full of cells that look like formulas, and counts what it takes for one.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startFoyer } from './harness/start-foyer.mjs'

const LIBREOFFICE = ['soffice', 'libreoffice'].find((name) => spawnSync(name, ['--version']).status === 0)
const STARTS = ['=', '+', '-', '@', "'=", "''=", '\uff1d', '\uff0b', '\uff0d', '\uff20']
const BODIES = ['1+1', 'SUM(A1:A9)', "cmd|' /C calc'!A0", 'HYPERLINK("http://evil.example";"x")', '2', 'A1']
const WITHIN_MS = 120_000

if (LIBREOFFICE === undefined) {
  console.error('LibreOffice was not found: install libreoffice-calc.')
  process.exit(2)
}
const folder = mkdtempSync(join(tmpdir(), 'foyer-bench-'))
const foyer = await startFoyer({ dataDirectory: join(folder, 'data'), logLevel: 'warn' })
try {
  const wild = STARTS.flatMap((start) => BODIES.map((body) => `${start}${body}`))
  for (const [at, text] of wild.entries())
    await foyer.sdk.users.create({
      externalId: `${text} ${at}`.slice(0, 60),
      firstName: text,
      lastName: text,
      location: text,
      department: text,
      position: text,
    })
  const file = await foyer.sdk.users.export()
  const bytes = await file.bytes()
  const control = `Zelle;Formel\r\n1;=1+1\r\n`
  const found = count('export', bytes)
  const known = count('control', control)
  console.log(
    `${wild.length * 6} cells that look like formulas; LibreOffice counts ${found} formulas in the export, ${known} in a file with one.`,
  )
  const { id } = await foyer.sdk.imports.create(bytes)
  const { counts } = await foyer.sdk.imports.preview(id)
  console.log(
    `Imported again: ${counts.unchanged} of ${wild.length} unchanged, ${counts.update + counts.create + counts.error + counts.conflict} others.`,
  )
  process.exitCode = found === 0 && known === 1 && counts.unchanged === wild.length ? 0 : 1
} finally {
  await foyer.stop()
  rmSync(folder, { recursive: true, force: true })
}

/** Semicolons, UTF-8, and "evaluate formulas" as somebody who opens it by a double click has it at worst. */
function count(name, content) {
  const csv = join(folder, `${name}.csv`)
  writeFileSync(csv, content)
  const { status, stderr } = spawnSync(
    LIBREOFFICE,
    [
      `-env:UserInstallation=file://${join(folder, 'office')}`,
      '--headless',
      '--infilter=Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1,true',
      '--convert-to',
      'fods',
      '--outdir',
      folder,
      csv,
    ],
    { encoding: 'utf8', timeout: WITHIN_MS },
  )
  if (status !== 0) throw new Error(`LibreOffice ended with ${status}: ${stderr}`)
  return readFileSync(join(folder, `${name}.fods`), 'utf8').split('table:formula=').length - 1
}
