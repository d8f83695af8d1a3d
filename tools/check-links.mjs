// Checks that relative links, pictures and anchors in Markdown files lead somewhere.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

const LINK = /\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g

/**
 * @param {string} folder where the paths start
 * @param {string[]} files Markdown files, relative to `folder`
 * @returns {string[]} one line for each dead link
 */
export function checkLinks(folder, files) {
  return files.flatMap((file) => {
    const text = withoutCode(readFileSync(join(folder, file), 'utf8'))
    return [...text.matchAll(LINK)].map(([, target]) => problemOf(folder, file, target)).filter(Boolean)
  })
}

function problemOf(folder, file, target) {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return null
  const [path, anchor] = decodeURIComponent(target).split('#')
  const linked = path === '' ? file : normalize(join(dirname(file), path))
  if (linked.startsWith('..') || !existsSync(join(folder, linked))) return `${file}: ${target} leads nowhere`
  if (!anchor || !linked.endsWith('.md')) return null
  const anchors = headingsOf(readFileSync(join(folder, linked), 'utf8'))
  return anchors.includes(anchor) ? null : `${file}: ${target} names a heading that is not there`
}

/** Anchors as GitHub makes them: lower case, punctuation away, spaces to hyphens. */
const headingsOf = (text) =>
  [...withoutCode(text).matchAll(/^#{1,6}\s+(.+)$/gm)].map(([, title]) =>
    title
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  )

const withoutCode = (text) => text.replace(/^(`{3,})[^\n]*\n[\s\S]*?^\1`*\s*$/gm, '').replace(/`[^`\n]*`/g, '``')
