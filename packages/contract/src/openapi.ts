// The OpenAPI 3.1 document, made from routes and schemas.

import * as z from 'zod'
import { contract } from './contract.ts'
import { errorStatus } from './error-codes.ts'
import { type Route, type RouteName, routes } from './routes.ts'

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'details', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: "A sentence in the caller's language that says what to do." },
    code: { type: 'string', enum: Object.keys(errorStatus).filter((code) => errorStatus[code as keyof typeof errorStatus] > 0) },
    details: { type: 'object' },
    requestId: { type: ['string', 'null'] },
  },
}

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

const parameters = (name: RouteName) => {
  const route: Route = routes[name]
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map(([, key]) => ({
    name: key,
    in: 'path',
    required: true,
    schema: { type: 'string' },
    description: key === 'ref' ? 'An id, `external:<number>` or `email:<address>`, percent-encoded.' : 'An id.',
  }))
  if (route.method !== 'GET' && route.takes !== 'file') return inPath
  const query = jsonSchema(contract[name].input, 'input') as { properties?: Record<string, unknown> }
  return [
    ...inPath,
    ...Object.entries(query.properties ?? {}).map(([key, schema]) => ({ name: key, in: 'query', required: false, schema })),
  ]
}

/** Bytes have no schema; JSON has the route's. */
const answerContent = (name: RouteName) => {
  const route: Route = routes[name]
  if (route.answers === 'page') return { 'text/html': {} }
  if (route.answers === 'file') return { 'application/octet-stream': {} }
  return { 'application/json': { schema: jsonSchema(contract[name].output, 'output') } }
}

const bodyContent = (name: RouteName) => {
  const route: Route = routes[name]
  if (route.takes === 'file') return { 'application/octet-stream': {} }
  return { 'application/json': { schema: jsonSchema(contract[name].input, 'input') } }
}

const operation = (name: RouteName) => {
  const route: Route = routes[name]
  const { summary } = contract[name]
  const security = route.class === 'management' || route.class === 'backend' ? [{ apiKey: [] }] : []
  const body = route.method === 'GET' || route.method === 'DELETE' ? {} : { requestBody: { required: true, content: bodyContent(name) } }
  return {
    operationId: name,
    summary,
    tags: [name.split('.')[0]],
    security,
    parameters: parameters(name),
    ...body,
    responses: {
      200: { description: 'Done.', content: answerContent(name) },
      default: { description: 'An error.', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  }
}

/** The whole document. `url` is the server's base URL. */
export const openApiDocument = (options: { url: string; version: string }) => {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const name of Object.keys(routes) as RouteName[]) {
    const path = routes[name].path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [routes[name].method.toLowerCase()]: operation(name) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Foyer', version: options.version, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: options.url }],
    paths,
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer', description: 'An API key of this server.' } },
    },
  }
}
