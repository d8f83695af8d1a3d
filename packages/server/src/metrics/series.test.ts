import { describe, expect, it } from 'vitest'
import { createCounter, createDistribution, gaugeLines } from './series.ts'

describe('a counter', () => {
  it('is written by its labels, each series with its own count', () => {
    const counter = createCounter({ name: 'foyer_mails_total', help: 'Mails.', labels: ['outcome'] })
    counter.add('sent')
    counter.add('sent')
    counter.add('dropped')
    expect(counter.lines()).toEqual([
      '# HELP foyer_mails_total Mails.',
      '# TYPE foyer_mails_total counter',
      'foyer_mails_total{outcome="sent"} 2',
      'foyer_mails_total{outcome="dropped"} 1',
    ])
  })

  it('escapes what would end a label', () => {
    const counter = createCounter({ name: 'a', help: 'A.', labels: ['b'] })
    counter.add('x"\n\\y')
    expect(counter.lines().at(-1)).toBe('a{b="x\\"\\n\\\\y"} 1')
  })

  it('holds a bounded number of series, whatever it is given', () => {
    const counter = createCounter({ name: 'a', help: 'A.', labels: ['b'] })
    for (let at = 0; at < 6_000; at += 1) counter.add(String(at))
    counter.add('0')
    expect(counter.lines()).toHaveLength(5_002)
    expect(counter.lines()).toContain('a{b="0"} 2')
  })
})

describe('a distribution', () => {
  it('counts everything up to each bound, and all of it at the end', () => {
    const distribution = createDistribution({ name: 'a_seconds', help: 'A.', labels: ['route'] })
    for (const seconds of [0.005, 0.02, 20]) distribution.observe(seconds, '/x')
    const lines = distribution.lines()
    expect(lines).toContain('a_seconds_bucket{route="/x",le="0.005"} 1')
    expect(lines).toContain('a_seconds_bucket{route="/x",le="0.025"} 2')
    expect(lines).toContain('a_seconds_bucket{route="/x",le="10"} 2')
    expect(lines).toContain('a_seconds_bucket{route="/x",le="+Inf"} 3')
    expect(lines).toContain('a_seconds_sum{route="/x"} 20.025')
    expect(lines).toContain('a_seconds_count{route="/x"} 3')
  })
})

describe('a gauge', () => {
  it('is left out where nothing is known', () => {
    const description = { name: 'a', help: 'A.', labels: ['b'] }
    expect(gaugeLines(description, [[['x'], null]])).toEqual([])
    expect(
      gaugeLines(description, [
        [['x'], null],
        [['y'], 2],
      ]).at(-1),
    ).toBe('a{b="y"} 2')
  })
})
