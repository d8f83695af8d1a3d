// The activation code from a mail or an info sheet.

import { codeField, readCode } from '../parts/code-field.ts'
import type { Screen } from './screen.ts'

const LENGTH = 16

export const enterCode: Screen<'enter_code'> = ({ data, view, speech: { say }, kit, act }) => ({
  title: say('codeTitle'),
  lead: say('codeLead', { application: view.application.name }),
  body: codeField(kit, LENGTH, { name: 'code', label: say('code'), value: data.code, hint: say('codeHint'), autocomplete: 'off' }),
  submit: { label: say('continue'), run: (form) => act('submit_code', { code: readCode(kit.typed(form, 'code')) }) },
  ways: [
    { label: say('sendAgain'), run: () => act('send_again') },
    { label: say('toSignIn'), run: () => act('back') },
  ],
})
