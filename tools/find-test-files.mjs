// Finds the files that only tests load: the tests themselves, their set-up, and what nothing but these imports.

const TEST = /\.(test|bench)\.[cm]?[jt]sx?$|\/(test|tests|fixtures)\/|\/(vitest|tsup|vite)\.config\.ts$/

/**
 * @param {Map<string, string[]>} graph file → files that it imports, types included
 * @returns {Set<string>}
 */
export function findTestFiles(graph) {
  const importers = new Map()
  for (const [file, imported] of graph) for (const target of imported) importers.set(target, [...(importers.get(target) ?? []), file])
  const tests = new Set([...graph.keys()].filter((file) => TEST.test(file)))
  const isSupport = (file) => !tests.has(file) && importers.get(file)?.every((importer) => tests.has(importer))
  for (let found = [...tests]; found.length > 0; ) {
    found = [...graph.keys()].filter(isSupport)
    for (const file of found) tests.add(file)
  }
  return tests
}
