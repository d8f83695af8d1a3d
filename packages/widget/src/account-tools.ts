// What the shell hands to the account, so that the account's file holds the account alone.

import { html, nothing, render } from 'lit/html.js'
import { postJson } from './flow/post-json.ts'
import { loadSpeech, wantedLanguage } from './i18n/load-speech.ts'
import { loadLater } from './load-later.ts'
import { createKit } from './parts/kit.ts'
import { addStyles, adoptStyles } from './theme/adopt-styles.ts'

export const accountTools = { html, nothing, render, postJson, loadSpeech, wantedLanguage, loadLater, createKit, addStyles, adoptStyles }
export type AccountTools = typeof accountTools
