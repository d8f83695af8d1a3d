// One managing call from a command, as typed as the API's.

import type { InputOf, ManagementRoute, OutputOf } from '@foyer/contract'
import type { FoyerConfig } from '../config-types.ts'
import { manage } from './operations/manage.ts'
import { carryOut } from './reach-deployment.ts'

export interface ManagementQuestion<R extends ManagementRoute> {
  /** Whom or what the route's path names. */
  ref?: string
  input?: InputOf<R>
  idempotencyKey?: string
}

/** @throws CommandError, FoyerError, and errors of the database as they are. */
export const askManagement = async <R extends ManagementRoute>(
  config: FoyerConfig,
  route: R,
  { ref = '', input, idempotencyKey }: ManagementQuestion<R> = {},
): Promise<OutputOf<R>> => {
  const given = JSON.parse(JSON.stringify(input ?? {})) as Record<string, unknown>
  return (await carryOut(config, manage, { route, ref, input: given, idempotencyKey: idempotencyKey ?? null })) as OutputOf<R>
}
