// What a hand-over asks for: one thing on file that the paper does not show. Five wrong answers stop it.

import { type Carrier, FoyerError, HANDOVER_ANSWER_TRIES, isHandoverAnswer, stopHandover } from '@foyer/core'
import { decisionContext } from '../../deps.ts'
import type { Turn } from '../act-on-flow.ts'
import type { FlowState } from '../flow-state.ts'
import { bucketKey } from '../limits.ts'
import { holderName, holderOf } from '../open-activation.ts'

/** Longer than any generation lives. */
const COUNTED_MS = 100 * 86_400_000

/** Counted for the generation before it is judged, however many flows try at once. @throws FoyerError `answer_wrong`, `handover_stopped`. */
export const answerQuestion = async (turn: Turn<{ answer: string }>): Promise<FlowState> => {
  const { deps, state, person, input } = turn
  const opened = openedOf(state)
  if (person === null || opened === null) throw new FoyerError('action_not_open')
  const key = bucketKey(deps.keys, 'handover-answer', `${opened.grantId} ${opened.generation}`)
  const counted = await deps.store.countTry([{ key, kind: 'window', windowMs: COUNTED_MS, max: HANDOVER_ANSWER_TRIES }])
  const count = counted.tallies[0]?.count ?? HANDOVER_ANSWER_TRIES
  const isRight = counted.tallies[0]?.admitted === true && isHandoverAnswer(person, deps.config.settings, input.answer)
  if (isRight) {
    await deps.store.uncountTries([key])
    return answered(state)
  }
  if (count < HANDOVER_ANSWER_TRIES) throw new FoyerError('answer_wrong', { triesLeft: HANDOVER_ANSWER_TRIES - count })
  await deps.store.changePerson(
    { id: person.id },
    (found, now) => stopHandover(found, opened, decisionContext(deps, holderOf(found.id), now)),
    { actor: holderName(person.id) },
  )
  deps.wakeWorkers()
  throw new FoyerError('handover_stopped')
}

const openedOf = ({ place }: FlowState): { grantId: string; generation: number; carrier: Carrier | undefined } | null => {
  if (place.at === 'activation') return place.proofs
  return place.at === 'recovery' ? { grantId: place.grantId, generation: place.generation, carrier: place.carrier } : null
}

const answered = (state: FlowState): FlowState => {
  const { place } = state
  if (place.at === 'activation') return { ...state, place: { ...place, proofs: { ...place.proofs, answered: true } } }
  return place.at === 'recovery' ? { ...state, place: { ...place, answered: true } } : state
}
