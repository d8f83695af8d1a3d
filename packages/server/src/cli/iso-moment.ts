// Moments as commands print them.

/** ISO 8601 in UTC. */
export const isoMoment = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())
