// Features above the floor that may be used without a check, each with what an older browser does instead.

/** CSS by the name that the check reports. */
export const HARMLESS_CSS = {
  'text-wrap': 'lines break as usual',
  'text-wrap: balance': 'lines break as usual',
  'text-wrap: pretty': 'lines break as usual',
  'scrollbar-gutter': 'the scroll bar takes its room when it appears',
  'scrollbar-width': 'the usual scroll bar',
  'overscroll-behavior': 'scrolling goes on in the page behind',
  'hyphenate-limit-chars': 'hyphenation by the browser’s own rule',
  'forced-color-adjust': 'no forced colours in that browser',
  '@media (forced-colors)': 'never matches',
  '@media (prefers-contrast)': 'never matches',
  'print-color-adjust': 'the browser decides about backgrounds on paper',
  'color-scheme: only': 'the page’s own scheme',
  'touch-action': 'a double tap zooms',
  'cursor: pointer': 'a finger has no pointer',
  '-webkit-tap-highlight-color': 'the usual highlight',
}

/** Attributes and elements of HTML. */
export const HARMLESS_HTML = {
  'enterkeyhint=': 'the usual key',
  'autocorrect=': 'corrections stay on',
  'autocapitalize=': 'capitals as the keyboard likes',
  'fetchpriority=': 'the usual order',
  'passwordrules=': 'the usual rules',
}

/** Scripts: members whose use is safe by the way they are used. */
export const HARMLESS_SCRIPT = {
  'Error.cause': 'an option that older browsers ignore',
  'SuppressedError.error': 'only `using` makes such an error, and that is newer syntax; the name is that of many own members',
  'HTMLInputElement.capture': 'the name is an option of event listeners too',
}

/** Members that came together with the feature that scripts ask for. */
export const COMES_WITH = {
  replaceSync: 'adoptedStyleSheets',
  replace: 'adoptedStyleSheets',
}
