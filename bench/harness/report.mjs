// Prints results as tables and keeps them as JSON.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('../results/', import.meta.url))

/** What the figures were measured on. */
export function describeMachine(postgres, settings) {
  return {
    at: new Date().toISOString(),
    commit: commit(),
    node: process.versions.node,
    postgres: `${postgres}, ${Object.entries(settings)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}`,
    processor: `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown'}`,
    memoryGigabytes: Math.round(totalmem() / 1024 ** 3),
    /** Processes that wanted a core in the last minute, before the run began. */
    loadBefore: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  }
}

/** Lines for a terminal. */
export function tableOf(result) {
  if ('table' in result) return [result.title, ...aligned([result.head, ...result.table])].join('\n')
  return 'rows' in result ? startUpTable(result) : comparisonTable(result)
}

function comparisonTable({ title, limitTitle, aim, measured, limit, ratio, details }) {
  const reached = ratio.median >= aim ? 'reached' : 'missed'
  return [
    title,
    ...aligned([
      ['', 'median', 'middle half'],
      ['Foyer', perSecond(measured.median), `${perSecond(measured.low)} to ${perSecond(measured.high)}`],
      [limitTitle, perSecond(limit.median), `${perSecond(limit.low)} to ${perSecond(limit.high)}`],
      [
        `ratio, ${ratio.count} pairs`,
        percent(ratio.median),
        `${percent(ratio.low)} to ${percent(ratio.high)}; aim ${percent(aim)}, ${reached}`,
      ],
      ...Object.entries(details).map(([name, value]) => [name, value, '']),
    ]),
  ].join('\n')
}

function startUpTable({ title, rows }) {
  const cells = rows.map(({ title: way, ms, megabytes, aimMs }) => [
    way,
    `${ms.median.toFixed(0)} ms`,
    `${ms.low.toFixed(0)} to ${ms.high.toFixed(0)} ms${aimMs === null ? '' : `; aim ${aimMs} ms, ${ms.median <= aimMs ? 'reached' : 'missed'}`}`,
    `${megabytes.median.toFixed(0)} MB`,
  ])
  return [title, ...aligned([['', 'median', 'middle half', 'idle'], ...cells])].join('\n')
}

const perSecond = (value) => `${value < 1000 ? value.toFixed(1) : Math.round(value).toLocaleString('en')}/s`
const percent = (value) => `${(value * 100).toFixed(1)} %`

function aligned(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
}

/** @returns the file's path */
export function keep(machine, results) {
  mkdirSync(FOLDER, { recursive: true })
  const path = join(FOLDER, `${machine.at.replaceAll(/[:.]/g, '-')}.json`)
  writeFileSync(path, `${JSON.stringify({ machine, results }, null, 2)}\n`)
  return path
}

function commit() {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], {
      cwd: FOLDER,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return 'unknown'
  }
}
