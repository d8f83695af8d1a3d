// Build step: style sheets become minified text, and templates lose the white space that only their authors need.

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'acorn'
import { full } from 'acorn-walk'
import type { Plugin } from './plugin.ts'

/** Also writes all style sheets to `<outDir>/widget.css`, for browsers that cannot adopt them. */
export const minifyText = (outDir: string): Plugin => ({
  name: 'minify-text',
  setup(build) {
    const { transform } = build.esbuild
    const { target } = build.initialOptions
    const targets = target === undefined ? {} : { target }
    const sheets = new Map<string, string>()

    build.onResolve({ filter: /\.css$/ }, ({ path, resolveDir }) => ({ path: join(resolveDir, `${path}?text`), namespace: 'css-text' }))
    build.onLoad({ filter: /\?text$/, namespace: 'css-text' }, async ({ path }) => {
      const file = path.slice(0, -'?text'.length)
      const { code } = await transform(await readFile(file, 'utf8'), { loader: 'css', minify: true, ...targets })
      sheets.set(path, code.trim())
      return { contents: code.trim(), loader: 'text', watchFiles: [file] }
    })
    build.onEnd(() => {
      const inOrder = [...sheets].sort(([a], [b]) => a.localeCompare(b)).map(([, sheet]) => sheet)
      return writeFile(join(outDir, 'widget.css'), `${inOrder.join('\n')}\n`)
    })
    build.onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'ts', target: 'es2022' })
      return { contents: tightenTemplates(code), loader: 'js' }
    })
  },
})

interface Quasi {
  readonly start: number
  readonly end: number
}

/** Takes line breaks with their indentation out of every html`…`: between tags for nothing, inside of a tag or text for one space. */
function tightenTemplates(code: string): string {
  const quasis: Quasi[] = []
  full(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }), (node) => {
    if (node.type !== 'TaggedTemplateExpression') return
    const { tag, quasi } = node as unknown as { tag: Tag; quasi: { quasis: Quasi[] } }
    if ((tag.name ?? tag.property?.name) === 'html') quasis.push(...quasi.quasis)
  })
  quasis.sort((a, b) => b.start - a.start)
  return quasis.reduce((text, { start, end }) => text.slice(0, start) + tighten(text.slice(start, end)) + text.slice(end), code)
}

interface Tag {
  readonly name?: string
  readonly property?: { readonly name?: string }
}

const tighten = (html: string): string =>
  html
    .replace(/(^|>)\s*\n\s*(?=<|$)/g, '$1')
    .replace(/^\s*\n\s*$/, '')
    .replace(/>\s*\n\s*$/, '>')
    .replace(/^\s*\n\s*</, '<')
    .replace(/\s*\n\s*(\/?>)/g, '$1')
    .replace(/\s*\n\s*/g, ' ')
