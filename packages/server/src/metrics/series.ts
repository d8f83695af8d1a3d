// Counters and distributions in memory, written as Prometheus reads them (text exposition format 0.0.4). A client library would
// cost 11 MB of memory and a fifth of a second at start for what these lines do.

/** Values of the labels, in the order of their names. Only words of our own tables: never a name, an address or an id. */
export type LabelValues = readonly string[]

export interface Counter {
  add(...labels: LabelValues): void
  lines(): string[]
}

export interface Distribution {
  /** @param seconds how long it took */
  observe(seconds: number, ...labels: LabelValues): void
  lines(): string[]
}

export interface Description {
  /** With its unit, as Prometheus wants it: `foyer_…_total`, `foyer_…_seconds`. */
  name: string
  help: string
  labels: readonly string[]
}

/** Far above what the tables can make; past it new series are left out. */
const MAX_SERIES = 5_000

/** Upper bounds in seconds. */
const BUCKETS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export const createCounter = (description: Description): Counter => {
  const counts = new Map<string, number>()
  return {
    add(...labels) {
      const key = labelText(description.labels, labels)
      const before = counts.get(key)
      if (before === undefined && counts.size >= MAX_SERIES) return
      counts.set(key, (before ?? 0) + 1)
    },
    lines: () => [...head(description, 'counter'), ...[...counts].map(([key, count]) => `${description.name}${braces(key)} ${count}`)],
  }
}

export const createDistribution = (description: Description): Distribution => {
  const spans = new Map<string, { below: number[]; sum: number; count: number }>()
  const { name } = description
  const linesOf = ([key, { below, sum, count }]: [string, { below: number[]; sum: number; count: number }]): string[] => {
    const within = key === '' ? '' : `${key},`
    return [
      ...BUCKETS_S.map((bound, at) => `${name}_bucket{${within}le="${bound}"} ${below[at] ?? 0}`),
      `${name}_bucket{${within}le="+Inf"} ${count}`,
      `${name}_sum${braces(key)} ${sum}`,
      `${name}_count${braces(key)} ${count}`,
    ]
  }
  return {
    observe(seconds, ...labels) {
      const key = labelText(description.labels, labels)
      let span = spans.get(key)
      if (span === undefined) {
        if (spans.size >= MAX_SERIES) return
        span = { below: BUCKETS_S.map(() => 0), sum: 0, count: 0 }
        spans.set(key, span)
      }
      span.sum += seconds
      span.count += 1
      for (const [at, bound] of BUCKETS_S.entries()) if (seconds <= bound) span.below[at] = (span.below[at] ?? 0) + 1
    },
    lines: () => [...head(description, 'histogram'), ...[...spans].flatMap(linesOf)],
  }
}

/** What is measured while it is asked for. Those without a value are left out. */
export const gaugeLines = (description: Description, values: readonly (readonly [LabelValues, number | null])[]): string[] => {
  const known = values.filter(([, value]) => value !== null)
  if (known.length === 0) return []
  return [
    ...head(description, 'gauge'),
    ...known.map(([labels, value]) => `${description.name}${braces(labelText(description.labels, labels))} ${value}`),
  ]
}

const head = ({ name, help }: Description, type: string): string[] => [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`]

const braces = (key: string): string => (key === '' ? '' : `{${key}}`)

const labelText = (names: readonly string[], values: LabelValues): string =>
  names.map((name, at) => `${name}="${escaped(values[at] ?? '')}"`).join(',')

const escaped = (value: string): string => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
