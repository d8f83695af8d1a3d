// Routes × schemas: what goes in and what comes out, for validation, types and the OpenAPI document.

import type * as z from 'zod'
import type { Endpoint } from './endpoint.ts'
import { holderContract } from './holder-contract.ts'
import { managementContract } from './management-contract.ts'
import type { RouteName } from './routes.ts'

/** Every route is in one of the two, or this does not compile. */
export const contract = { ...managementContract, ...holderContract } as const satisfies Record<RouteName, Endpoint>

export type Contract = typeof contract
/** What a caller may send. */
export type InputOf<R extends RouteName> = z.input<Contract[R]['input']>
/** What a handler receives after validation. */
export type ParsedInputOf<R extends RouteName> = z.output<Contract[R]['input']>
export type OutputOf<R extends RouteName> = z.output<Contract[R]['output']>
