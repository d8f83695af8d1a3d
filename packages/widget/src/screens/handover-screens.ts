// The screens that only a hand-over in person leads to, by the name of their step.

import { answerQuestion } from './answer-question.ts'
import { checkEmail } from './check-email.ts'
import { otherDevice } from './other-device.ts'
import { proveEmail } from './prove-email.ts'

export const handoverScreens = {
  answer_question: answerQuestion,
  check_email: checkEmail,
  other_device: otherDevice,
  prove_email: proveEmail,
} as const
