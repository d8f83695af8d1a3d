import { describe, expect, it } from 'vitest'
import { accentColours, contrastRatio } from './accent-colours.ts'
import { DARK, LIGHT } from './mail-style.ts'

const grounds = { light: LIGHT.surface, dark: DARK.surface }
const accents = ['#00aa55', '#ffd500', '#0a1a5c', '#ffffff', '#000000', '#777777', '#ff0000', '#1b1e21', '#0a5']

describe.each(accents)('the accent %s', (accent) => {
  const { light, dark } = accentColours(accent, grounds)

  it('carries button text that reaches 4.5:1', () => {
    for (const set of [light, dark]) expect(contrastRatio(set.button, set.buttonText)).toBeGreaterThanOrEqual(4.5)
  })

  it('gives links that reach 4.5:1 and button edges that reach 3:1 on both grounds', () => {
    expect(contrastRatio(light.link, grounds.light)).toBeGreaterThanOrEqual(4.5)
    expect(contrastRatio(dark.link, grounds.dark)).toBeGreaterThanOrEqual(4.5)
    expect(contrastRatio(light.edge, grounds.light)).toBeGreaterThanOrEqual(3)
    expect(contrastRatio(dark.edge, grounds.dark)).toBeGreaterThanOrEqual(3)
  })
})

it('falls back to a blue where the accent is no hex colour, so that nothing foreign gets into a style', () => {
  const fallback = accentColours('red;} body{display:none', grounds)
  expect(Object.values(fallback.light).every((colour) => /^#[0-9a-f]{6}$/.test(colour))).toBe(true)
})

it('keeps ink and muted text readable on every ground', () => {
  for (const set of [LIGHT, DARK]) {
    for (const ground of [set.page, set.surface, set.soft]) {
      expect(contrastRatio(set.ink, ground)).toBeGreaterThanOrEqual(7)
      expect(contrastRatio(set.muted, ground)).toBeGreaterThanOrEqual(4.5)
    }
  }
})
