// One managing call from a command, as typed as the API's.

import type { InputOf, ManagementRoute, OutputOf } from '@foyer/contract'
import type { FoyerConfig } from '../config-types.ts'
import { manage } from './operations/manage.ts'
import { carryOut } from './reach-deployment.ts'

export interface ManagementQuestion<R extends ManagementRoute> {
  /** Whom or what the route's path names. */
  ref?: string
  input?: InputOf<R>
  /** Of a route that takes a file. */
  bytes?: Uint8Array
  idempotencyKey?: string
}

/** @throws CommandError, FoyerError, and errors of the database as they are. */
export const askManagement = async <R extends ManagementRoute>(
  config: FoyerConfig,
  route: R,
  { ref = '', input, bytes, idempotencyKey }: ManagementQuestion<R> = {},
): Promise<OutputOf<R>> => {
  const given = JSON.parse(JSON.stringify(input ?? {})) as Record<string, unknown>
  const file = bytes === undefined ? {} : { bytes: Buffer.from(bytes).toString('base64') }
  return (await carryOut(config, manage, { route, ref, input: given, ...file, idempotencyKey: idempotencyKey ?? null })) as OutputOf<R>
}

/** For routes that answer with a file, up to 700 KB. */
export const askForFile = async (config: FoyerConfig, route: ManagementRoute, { ref }: { ref: string }): Promise<Uint8Array> => {
  const answer = await carryOut(config, manage, { route, ref, input: {}, idempotencyKey: null })
  return Buffer.from((answer as { base64: string }).base64, 'base64')
}
