// Backup codes, shown this once: to be printed or written down.

import { codeList } from '../parts/code-list.ts'
import type { Screen } from './screen.ts'

export const backupCodes: Screen<'backup_codes'> = ({ data, speech: { say }, kit, act }) => ({
  title: say('codesTitle'),
  lead: say('codesLead'),
  body: codeList(kit, data.codes),
  submit: { label: say('continue'), run: () => act('continue') },
  ways: [{ label: say('print'), run: () => print() }],
})
