import { describe, expect, it } from 'vitest'
import { askTogether } from './ask-together.ts'

/** Answers each question with its length, and takes down which were asked together. */
const lengths = (most: number) => {
  const asked: string[][] = []
  const ask = askTogether<string, number>(async (questions) => {
    asked.push([...questions])
    if (questions.includes('broken')) throw new Error('No answer')
    return questions.map(({ length }) => length)
  }, most)
  return { asked, ask }
}

describe('questions of one moment', () => {
  it('go together, and each gets its own answer', async () => {
    const { asked, ask } = lengths(10)
    expect(await Promise.all(['a', 'bbb', 'a'].map(ask))).toEqual([1, 3, 1])
    expect(asked).toEqual([['a', 'bbb', 'a']])
  })

  it('are parted where there are too many for one statement', async () => {
    const { asked, ask } = lengths(2)
    expect(await Promise.all(['a', 'bb', 'ccc'].map(ask))).toEqual([1, 2, 3])
    expect(asked).toEqual([['a', 'bb'], ['ccc']])
  })

  it('wait for nobody: what comes later is asked anew', async () => {
    const { asked, ask } = lengths(10)
    await ask('a')
    await ask('a')
    expect(asked).toEqual([['a'], ['a']])
  })

  it('fail together, and nobody after them', async () => {
    const { ask } = lengths(10)
    const all = await Promise.allSettled(['a', 'broken'].map(ask))
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await expect(ask('bb')).resolves.toBe(2)
  })
})
