// The limit for signing in: argon2id verified in a loop, as many at once as asked for, and nothing else.
import { hash, verify } from '@node-rs/argon2'
import { answerParent, readInput } from './answer-parent.mjs'

const { parameters, password } = readInput()
const stored = await hash(password, parameters)

answerParent(
  { stored },
  {
    async run({ ms, atOnce }) {
      const begun = performance.now()
      const until = begun + ms
      let count = 0
      const loop = async () => {
        while (performance.now() < until) {
          if (!(await verify(stored, password))) throw new Error('The password did not match')
          count += 1
        }
      }
      await Promise.all(Array.from({ length: atOnce }, loop))
      return { count, seconds: (performance.now() - begun) / 1000 }
    },
  },
)
