import { Binary, Int32 } from 'bson'
import { fail } from '../errors.ts'
import { encode } from '../values/bson.ts'
import {
  type Document,
  getField,
  isDocument,
  isNumeric,
  setField,
  typeName,
  type Value,
} from '../values/types.ts'
import { isMissing, namedArguments, nullable, type Operator, operator } from './scope.ts'

function requireDocument(value: Value, name: string, code: number): Document {
  if (!isDocument(value)) fail(code, `${name} requires an object, found: ${typeName(value)}`)
  return value
}

/** Merges documents; later fields win, null and missing do not count. */
export function mergeDocuments(values: Iterable<Value>): Document {
  const out: Document = {}
  for (const value of values) {
    if (isMissing(value)) continue
    for (const [key, item] of Object.entries(requireDocument(value, '$mergeObjects', 40400)))
      setField(out, key, item)
  }
  return out
}

const getFieldOperator: Operator = (argument, compile, name) => {
  const short = typeof argument === 'string' || (isDocument(argument) && !Object.hasOwn(argument, 'field'))
  const fields = short ? { field: argument } : namedArguments(argument, name, ['field'], ['input'])
  const field = compile(fields.field)
  const input = compile(Object.hasOwn(fields, 'input') ? (fields as Document).input : '$$CURRENT')
  return scope => {
    const key = field(scope)
    if (typeof key !== 'string')
      fail(5654602, `$getField requires 'field' to evaluate to type String, got ${typeName(key)}`)
    const from = input(scope)
    if (isMissing(from)) return from
    return isDocument(from) ? getField(from, key) : undefined
  }
}

/** `$setField`, and `$unsetField` as one whose value is missing. */
function settingField(withValue: boolean): Operator {
  return (argument, compile, name) => {
    const fields = namedArguments(
      argument,
      name,
      withValue ? ['field', 'input', 'value'] : ['field', 'input'],
    )
    const [field, input, value] = [compile(fields.field), compile(fields.input), compile(fields.value)]
    return scope => {
      const key = field(scope)
      if (typeof key !== 'string') fail(4161107, `${name} requires 'field' to evaluate to type String`)
      const from = input(scope)
      if (isMissing(from)) return null
      const out = { ...requireDocument(from, name, 4161105) }
      const item = withValue ? value(scope) : undefined
      if (item === undefined) delete out[key]
      else setField(out, key, item)
      return out
    }
  }
}

function objectToArray(value: Value): Value {
  return Object.entries(requireDocument(value, '$objectToArray', 40390)).map(([k, v]) => ({ k, v }))
}

export const objectOperators: Readonly<Record<string, Operator>> = {
  $mergeObjects: (argument, compile) => {
    const parts = (Array.isArray(argument) ? argument : [argument]).map(item => compile(item))
    return scope => mergeDocuments(parts.map(part => part(scope)))
  },
  $objectToArray: nullable(1, 1, objectToArray),
  $getField: getFieldOperator,
  $setField: settingField(true),
  $unsetField: settingField(false),
  $type: operator(1, 1, typeName),
  $isNumber: operator(1, 1, value => isNumeric(value)),
  $bsonSize: nullable(1, 1, value => new Int32(encode(requireDocument(value, '$bsonSize', 31393)).length)),
  $binarySize: nullable(1, 1, value => {
    if (typeof value === 'string') return new Int32(Buffer.byteLength(value))
    if (value instanceof Binary) return new Int32(value.position)
    fail(51276, `$binarySize requires a string or BinData argument, found: ${typeName(value)}`)
  }),
}
