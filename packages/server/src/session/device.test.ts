// Tests of what a browser is remembered by.

import { describe, expect, it } from 'vitest'
import { forgetOn, knownFor } from './device.ts'

describe('a device', () => {
  const mia = knownFor(null, { accountKey: 'mia', ownName: 'mia' })

  it('knows whom it signed in, newest last, and whose own it is', () => {
    const both = knownFor(mia, { accountKey: 'jan', ownName: null })
    expect(both).toEqual({ id: mia.id, accounts: ['mia', 'jan'], own: ['mia'] })
    expect(knownFor(both, { accountKey: 'mia', ownName: 'mia' })).toEqual({ id: mia.id, accounts: ['jan', 'mia'], own: ['mia'] })
  })

  it('keeps no trace of somebody who says that others use it too, and all of the others', () => {
    const both = knownFor(mia, { accountKey: 'jan', ownName: 'jan' })
    expect(forgetOn(both, 'mia')).toEqual({ id: mia.id, accounts: ['jan'], own: ['jan'] })
    expect(forgetOn(both, null)).toEqual(both)
  })

  it('remembers the last ten', () => {
    let device = mia
    for (let index = 0; index < 12; index += 1) device = knownFor(device, { accountKey: `p${index}`, ownName: `p${index}` })
    expect(device.accounts).toHaveLength(10)
    expect(device.own).toHaveLength(10)
  })
})
