/** The description of the interface, OpenAPI 3.1, made from the table of routes and the schemas that check. */
import { z } from 'zod'
import { PROBLEMS } from '../problems.ts'
import { VERSION } from '../version.ts'
import type { Route } from './route.ts'

type Description = { readonly [name: string]: unknown }

function schemaOf(schema: z.ZodType): Description {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' })
  return described
}

function parameters({ query, parts }: Route): readonly Description[] {
  const inPath = Object.entries(parts).map(([name, description]) => ({
    ...{ name, in: 'path', required: true, description },
    schema: { type: 'string' },
  }))
  const inQuery = Object.entries(query.shape).map(([name, given]) => {
    const schema = given as z.ZodType
    const described = schemaOf(schema)
    // Lists are written with commas: `act=objection,support`.
    const list = described.type === 'array' ? { style: 'form', explode: false } : {}
    const required = !schema.safeParse(undefined).success
    return { name, in: 'query', required, description: schema.description ?? '', ...list, schema: described }
  })
  return [...inPath, ...inQuery]
}

function content({ answers }: Route): Description {
  const others = (answers.types ?? []).map((type) => [type, { schema: { type: 'string' } }])
  const json = answers.schema === undefined ? [] : [['application/json', { schema: schemaOf(answers.schema) }]]
  return Object.fromEntries([...json, ...others])
}

const PROBLEM = {
  type: 'object',
  required: ['type', 'code', 'title', 'status', 'detail', 'instance'],
  properties: {
    type: { type: 'string', description: 'Address of what it means' },
    code: { type: 'string', enum: Object.keys(PROBLEMS) },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
  },
}

function operation(route: Route): Description {
  const { method, path, summary, token, accepts, answers } = route
  const name = path.replace(/[{}.]/g, '').split('/').filter(Boolean).join('-')
  const body = accepts && {
    requestBody: { required: true, content: Object.fromEntries(accepts.map((type) => [type, {}])) },
  }
  return {
    operationId: `${method}-${name === '' ? 'index' : name}`,
    summary,
    parameters: parameters(route),
    ...(token ? { security: [{ token: [] }] } : {}),
    ...body,
    responses: {
      [answers.status ?? 200]: { description: summary, content: content(route) },
      default: {
        description: 'A problem (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

export function openapi(routes: readonly Route[]): Description {
  const paths: Record<string, Record<string, Description>> = {}
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: operation(route) }
  return {
    openapi: '3.1.0',
    info: { title: 'Claimthread', version: VERSION, description: 'Claims, revisions and responses of discussions.' },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Problem: PROBLEM },
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
  }
}
