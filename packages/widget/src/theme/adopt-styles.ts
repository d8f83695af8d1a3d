// Brings the widget's style sheets into documents and shadow roots: adopted where the browser can, else by a link.

import first from './first.css'

const texts = [first]
const sheets: CSSStyleSheet[] = []

/** More styles, for every root that is dressed from now on. */
export function addStyles(text: string): void {
  if (!texts.includes(text)) texts.push(text)
}

/**
 * Neither way needs `unsafe-inline`; the link (Safari before 16.4) needs `style-src` for the server.
 * Resolves when a link has just been loaded; nothing is to be waited for otherwise.
 */
export function adoptStyles(root: Document | ShadowRoot, server: string): Promise<unknown> | undefined {
  if (!('adoptedStyleSheets' in Document.prototype)) return link(root, `${server}/widget.css`)
  for (const [index, text] of texts.entries()) {
    let sheet = sheets[index]
    if (!sheet) {
      sheet = new CSSStyleSheet()
      sheet.replaceSync(text)
      sheets[index] = sheet
    }
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  }
  return undefined
}

function link(root: Document | ShadowRoot, href: string): Promise<unknown> | undefined {
  if (root.querySelector(`link[href="${href}"]`)) return undefined
  const element = document.createElement('link')
  element.rel = 'stylesheet'
  element.href = href
  return new Promise((resolve) => {
    element.onload = element.onerror = resolve
    ;(root instanceof Document ? root.head : root).append(element)
  })
}
