// Measures two sides in turn, A B A B …, so that whatever else the machine does meets both alike.
import { median, spreadOf } from './statistics.mjs'

/** @typedef {{ count: number, seconds: number, p50?: number, p99?: number, cpuMs?: number }} Round what one side did in one round */
/** @typedef {{ measured: import('./statistics.mjs').Spread, limit: import('./statistics.mjs').Spread, ratio: import('./statistics.mjs').Spread, rounds: { measured: Round, limit: Round }[] }} Comparison rates are operations a second; the ratio is that of the pairs */

/**
 * The order within a pair changes from pair to pair, for what comes second may find a warmer machine.
 * @param {{ pairs: number, measured: () => Promise<Round>, limit: () => Promise<Round>, onPair?: (done: number) => void }} options
 * @returns {Promise<Comparison>}
 */
export async function compare({ pairs, measured, limit, onPair = () => {} }) {
  const rounds = []
  for (let i = 0; i < pairs; i += 1) {
    const pair = i % 2 === 0 ? { measured: await measured(), limit: await limit() } : reversed(await limit(), await measured())
    rounds.push(pair)
    onPair(i + 1)
  }
  return {
    measured: spreadOf(rounds.map((round) => rate(round.measured))),
    limit: spreadOf(rounds.map((round) => rate(round.limit))),
    ratio: spreadOf(rounds.map((round) => rate(round.measured) / rate(round.limit))),
    rounds,
  }
}

const reversed = (limit, measured) => ({ measured, limit })

export const rate = ({ count, seconds }) => count / seconds

/** Processor time of the serving process for one operation, in microseconds: what a busy machine disturbs least. */
export const cpuPerOperation = (rounds) => Math.round(median(rounds.map(({ cpuMs = 0, count }) => (cpuMs * 1000) / Math.max(1, count))))
