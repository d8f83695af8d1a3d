// Finds circles in a graph of imports.

/**
 * @param {Map<string, string[]>} graph file → files that it imports
 * @returns {string[][]} each circle once, as a path that ends where it began
 */
export function findCycles(graph) {
  const state = new Map()
  const cycles = []
  for (const start of graph.keys()) visit(start, [])
  return cycles

  function visit(file, path) {
    if (state.get(file) === 'done' || !graph.has(file)) return
    if (state.get(file) === 'open') {
      cycles.push([...path.slice(path.indexOf(file)), file])
      return
    }
    state.set(file, 'open')
    for (const next of graph.get(file)) visit(next, [...path, file])
    state.set(file, 'done')
  }
}
