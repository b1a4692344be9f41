import { expect, it } from 'vitest'
import { z } from 'zod'
import { DefinitionPatch, Ontology } from './code.ts'
import { Operation, Revision } from './operation.ts'

it('keeps a definition’s fields apart: those left out stay left out', () => {
  expect(DefinitionPatch.parse({ short: 'S' })).toEqual({ short: 'S' })
})

it('writes names composed, with single spaces, before it measures them', () => {
  expect(Operation.parse({ type: 'rename', id: 'a', name: '  Cafe\u0301 \n talk ' })).toMatchObject({
    name: 'Caf\u00e9 talk',
  })
  expect(Operation.safeParse({ type: 'rename', id: 'a', name: 'x'.repeat(121) }).success).toBe(false)
})

it('can be described as JSON Schema, for the API’s document', () => {
  for (const schema of [Operation, Revision, Ontology])
    expect(z.toJSONSchema(schema, { io: 'input' })).toHaveProperty('$schema')
})
