// Screens for what stops a flow: what happened, what to do, and a way on.

import { explainSetup } from '../flow/explain-setup.ts'
import type { Fault, FaultCode } from '../flow/fault.ts'
import type { Flow, FlowSettings } from '../flow/flow.ts'
import { loadLaterWords } from '../i18n/load-later-words.ts'
import type { Speech } from '../i18n/speak.ts'
import type { FirstKey } from '../i18n/words.ts'
import type { ScreenParts } from './screen.ts'

interface Trouble {
  readonly title: 'offlineTitle' | 'busyTitle' | 'waitTitle' | 'timeoutTitle' | 'setupTitle' | 'failedTitle'
  /** Said when the server has not said it better. */
  readonly lead: 'offlineLead' | 'busy' | 'timeout' | 'setup' | 'failed'
  readonly way: 'retry' | 'restart'
}

const offline: Trouble = { title: 'offlineTitle', lead: 'offlineLead', way: 'retry' }
const busy: Trouble = { title: 'busyTitle', lead: 'busy', way: 'retry' }
const setup: Trouble = { title: 'setupTitle', lead: 'setup', way: 'retry' }
const other: Trouble = { title: 'failedTitle', lead: 'failed', way: 'restart' }

const troubles: Partial<Record<FaultCode, Trouble>> = {
  unreachable: offline,
  timed_out: offline,
  busy,
  unavailable: busy,
  internal: busy,
  exchange_failed: busy,
  rate_limited: { title: 'waitTitle', lead: 'busy', way: 'retry' },
  flow_expired: { title: 'timeoutTitle', lead: 'timeout', way: 'restart' },
  config_missing: setup,
  application_unknown: setup,
  origin_not_allowed: setup,
  cross_site: setup,
  https_required: setup,
  wrong_server: setup,
}

/** The fault as it really is, and its screen. */
export async function explainTrouble(
  reason: Fault,
  settings: FlowSettings,
  first: Speech<FirstKey>,
  flow: Flow,
): Promise<{ fault: Fault; parts: ScreenParts }> {
  const fault = await explainSetup(reason, settings)
  const { say } = first.learn(await loadLaterWords(first.locale))
  const { title, lead, way } = troubles[fault.code] ?? other
  const sentence = lead === 'setup' ? '' : fault.detail
  return { fault, parts: { title: say(title), lead: sentence || say(lead), submit: { label: say(way), run: flow[way] } } }
}
