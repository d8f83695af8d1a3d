// Puts questions that come at the same moment into one statement: under load a round trip serves many, alone each has its own.

interface Waiting<Q, A> {
  readonly question: Q
  readonly resolve: (answer: A) => void
  readonly reject: (error: unknown) => void
}

/**
 * Questions of one turn of the event loop go together, so that none waits for another's answer. Each is asked after it came: what was true
 * before is never answered. A failure is that of everyone in the statement.
 * @param ask answers in the order of the questions
 * @param most in one statement; what is more goes in another at the same time
 */
export function askTogether<Q, A>(ask: (questions: readonly Q[]) => Promise<readonly A[]>, most: number): (question: Q) => Promise<A> {
  let waiting: Waiting<Q, A>[] = []

  const send = () => {
    const all = waiting
    waiting = []
    for (let at = 0; at < all.length; at += most) void answer(all.slice(at, at + most))
  }

  const answer = async (some: readonly Waiting<Q, A>[]) => {
    try {
      const answers = await ask(some.map(({ question }) => question))
      if (answers.length !== some.length) throw new Error(`${some.length} questions had ${answers.length} answers`)
      for (const [index, { resolve }] of some.entries()) resolve(answers[index] as A)
    } catch (error) {
      for (const { reject } of some) reject(error)
    }
  }

  return (question) =>
    new Promise((resolve, reject) => {
      if (waiting.push({ question, resolve, reject }) === 1) setImmediate(send)
    })
}
