// Brings together what a step needs to be shown: its screen, its words, its styles.

import type { FlowView } from '@foyer/contract'
import { loadSpeech } from '../i18n/load-speech.ts'
import { loadLater } from '../load-later.ts'
import { addStyles } from '../theme/adopt-styles.ts'
import type { Scene } from './screen.ts'
import { signIn } from './sign-in.ts'

/** Rejects when a file cannot be loaded. */
export async function prepareScene(view: FlowView, language: string, server: string): Promise<Scene> {
  const { step } = view
  if (step.name === 'sign_in') {
    const speech = await loadSpeech(language)
    const { data } = step
    return { speech, screen: (context) => signIn({ ...context, data, speech }) }
  }
  const [speech, { prepareLater, styles }] = await Promise.all([loadSpeech(language), loadLater()])
  addStyles(styles)
  const scene = await prepareLater(view, speech, server)
  if (scene.styles) addStyles(scene.styles)
  return scene
}
