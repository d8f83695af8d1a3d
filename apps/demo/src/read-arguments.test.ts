// What may stand after `npm start --`.

import { describe, expect, it } from 'vitest'
import { readArguments } from './read-arguments.ts'

describe('readArguments', () => {
  it.each([
    [[], { fresh: false, lan: false, questions: false, port: 4400 }],
    [['--fresh'], { fresh: true, lan: false, questions: false, port: 4400 }],
    [['--lan', '--port', '5000'], { fresh: false, lan: true, questions: false, port: 5000 }],
    [['--questions'], { fresh: false, lan: false, questions: true, port: 4400 }],
    [['--port=80', '--fresh', '--lan'], { fresh: true, lan: true, questions: false, port: 80 }],
  ])('reads %j', (given, read) => {
    expect(readArguments(given)).toEqual({ kind: 'ok', arguments: read })
  })

  it.each([[['--port']], [['--port', 'abc']], [['--port', '65535']], [['--port=0']], [['--port', '--fresh']], [['--frehs']], [['fresh']]])(
    'says what is wrong with %j',
    (given) => {
      const read = readArguments(given)
      expect(read.kind === 'wrong' && read.message).toMatch(/--port|is not known/)
    },
  )
})
