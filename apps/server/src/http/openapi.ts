import { ErrorBody, type Route } from '@polyphony/contract'
import { z } from 'zod'

// biome-ignore lint/suspicious/noExplicitAny: a route of any shape
type AnyRoute = Route<any, any, any, any>

/** The OpenAPI 3.1 document of the contract's routes, by their names there. */
export const openapi = (routes: Record<string, AnyRoute>, version: string, publicUrl: string): object => {
  const paths: Record<string, Record<string, object>> = {}
  for (const [name, route] of Object.entries(routes)) {
    const path = route.path.replace(/:([a-zA-Z]+)/g, '{$1}')
    paths[path] ??= {}
    paths[path][route.method.toLowerCase()] = operation(name, route)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Polyphony',
      version,
      description: 'Make sense of recorded dialogues together.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: publicUrl }],
    components: {
      schemas: { Error: schemaOf(ErrorBody, 'output') },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A personal access token (poly_…).' },
        session: { type: 'apiKey', in: 'cookie', name: 'polyphony.session_token' },
      },
    },
    paths,
  }
}

const operation = (name: string, route: AnyRoute): object => ({
  operationId: name,
  summary: route.summary,
  security: route.auth === 'public' ? [] : [{ token: [] }, { session: [] }],
  parameters: [...parameters('path', route.params), ...parameters('query', route.query)],
  ...(route.body && {
    requestBody: {
      required: true,
      content: { 'application/json': { schema: schemaOf(route.body, 'input') } },
    },
  }),
  responses: {
    ...(route.response
      ? {
          200: {
            description: 'Done.',
            content: { 'application/json': { schema: schemaOf(route.response, 'output') } },
          },
        }
      : { '2XX': { description: 'Done: bytes, or nothing.' } }),
    default: {
      description: 'It failed; the body says why.',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
    },
  },
})

const parameters = (place: 'path' | 'query', schema: z.ZodObject | undefined): object[] => {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, object>
    required?: string[]
  }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }))
}

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): object => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return json
}
