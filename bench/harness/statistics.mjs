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
