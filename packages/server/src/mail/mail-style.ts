// Colours and measures of the HTML part, light as inline styles, dark as the one style sheet that mail programs read.

import { type AccentColours, accentColours } from './accent-colours.ts'
import { type Markup, ownMarkup } from './html.ts'

export const FONT = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"
export const MONO = "ui-monospace,SFMono-Regular,Menlo,Consolas,'Liberation Mono',monospace"

/** Ink and muted reach 4.5:1 on surface and page in both sets. */
export const LIGHT = { page: '#f4f5f6', surface: '#ffffff', line: '#dfe2e5', soft: '#f4f5f6', ink: '#1a1d20', muted: '#5b6269' }
export const DARK = { page: '#111315', surface: '#1b1e21', line: '#363b40', soft: '#262a2e', ink: '#f1f3f4', muted: '#a9b0b6' }

export function mailColours(accent: string): AccentColours {
  return accentColours(accent, { light: LIGHT.surface, dark: DARK.surface })
}

/** `[data-ogsc]` and `[data-ogsb]` are what Outlook's apps set in place of the media query. All values are ours or checked colours. */
export function mailStyleSheet({ dark }: AccentColours): Markup {
  const rules: readonly (readonly [string, string])[] = [
    ['.f-page', `background-color:${DARK.page}`],
    ['.f-card', `background-color:${DARK.surface};border-color:${DARK.line}`],
    ['.f-ink', `color:${DARK.ink}`],
    ['.f-muted', `color:${DARK.muted}`],
    ['.f-soft', `background-color:${DARK.soft};border-color:${DARK.line}`],
    ['.f-line', `border-color:${DARK.line}`],
    ['.f-link', `color:${dark.link}`],
    ['.f-button', `background-color:${dark.button};border-color:${dark.edge};color:${dark.buttonText}`],
  ]
  const darkRules = rules.map(([selector, style]) => `${selector}{${important(style)}}`).join('')
  const outlookRules = rules.map(([selector, style]) => `[data-ogsc] ${selector},[data-ogsb] ${selector}{${important(style)}}`).join('')
  return ownMarkup(
    `<style>:root{color-scheme:light dark;supported-color-schemes:light dark}` +
      `body{margin:0;padding:0;width:100%;-webkit-text-size-adjust:100%;-ms-text-size-adjust:100%}` +
      `table{border-collapse:separate;mso-table-lspace:0;mso-table-rspace:0}` +
      `a[x-apple-data-detectors],#MessageViewBody a{color:inherit;font:inherit;text-decoration:inherit}` +
      `@media (max-width:620px){.f-pad{padding-left:20px!important;padding-right:20px!important}.f-outer{padding:12px 8px!important}` +
      `.f-wide{width:100%!important}.f-code{font-size:19px!important;letter-spacing:0!important}}` +
      `@media (prefers-color-scheme:dark){${darkRules}}${outlookRules}</style>`,
  )
}

function important(style: string): string {
  return style
    .split(';')
    .map((declaration) => `${declaration}!important`)
    .join(';')
}
