// Medians and spreads.

/** @param {readonly number[]} values at least one */
export const median = (values) => quantile(values, 0.5)

/** Between two values the one in proportion. */
function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) * q
  const below = sorted[Math.floor(at)] ?? Number.NaN
  const above = sorted[Math.ceil(at)] ?? Number.NaN
  return below + (above - below) * (at - Math.floor(at))
}

/** @typedef {{ median: number, low: number, high: number, count: number }} Spread `low` and `high` are the quartiles */

/** @returns {Spread} */
export const spreadOf = (values) => ({
  median: median(values),
  low: quantile(values, 0.25),
  high: quantile(values, 0.75),
  count: values.length,
})

/** @template T @param {readonly T[]} items @returns {T[]} in an order drawn anew */
export function shuffled(items) {
  const all = [...items]
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = Math.floor(Math.random() * (at + 1))
    const held = all[at]
    all[at] = all[other]
    all[other] = held
  }
  return all
}

const RESAMPLES = 400

/**
 * How often a value of `positive` is the larger one of a pair, ties by half: 0.5 where the two cannot be told apart. With the middle 95 % of
 * what resampling gives.
 * @param {readonly number[]} positive
 * @param {readonly number[]} negative
 */
export function aucOf(positive, negative) {
  const resample = (values) => values.map(() => values[Math.floor(Math.random() * values.length)])
  const again = Array.from({ length: RESAMPLES }, () => area(resample(positive), resample(negative)))
  return {
    auc: area(positive, negative),
    low: quantile(again, 0.025),
    high: quantile(again, 0.975),
    count: positive.length + negative.length,
  }
}

function area(positive, negative) {
  const left = Float64Array.from(positive).sort()
  const right = Float64Array.from(negative).sort()
  let below = 0
  let equal = 0
  let wins = 0
  for (const value of left) {
    while (below < right.length && right[below] < value) below += 1
    if (equal < below) equal = below
    while (equal < right.length && right[equal] === value) equal += 1
    wins += below + (equal - below) / 2
  }
  return wins / (left.length * right.length)
}
