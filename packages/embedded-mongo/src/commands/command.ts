import type { Catalog } from '../catalog/catalog.ts'
import type { PipelineUpdate } from '../catalog/write.ts'
import { fail } from '../errors.ts'
import { decode } from '../values/bson.ts'
import { asInteger } from '../values/numbers.ts'
import { type Document, isDocument, typeName, type Value } from '../values/types.ts'
import type { Cursors } from './cursors.ts'

/** A reply: fields to encode, or an encoded document. */
export type Reply = Record<string, unknown> | Buffer

/** One command on its way. */
export interface CommandContext {
  name: string
  command: Document
  sequences: Readonly<Record<string, Buffer[]>>
  database: string
  catalog: Catalog
  cursors: Cursors
  /** `let` of the command, evaluated. */
  variables: Document
  pipelineUpdate: PipelineUpdate
  /** Throws when the command's maxTimeMS is over. */
  check: () => void
}

export interface Command {
  /** Fields it knows beside those every command knows; anything else is refused. */
  fields: readonly string[]
  /** Writing commands run inside a store transaction; with a function, those that it holds for. */
  writes: boolean | ((command: Document) => boolean)
  run(context: CommandContext): Reply
}

/** Fields any command may carry. Read and write concerns ask for no more than what every command here gets. */
const COMMON_FIELDS = new Set([
  '$db',
  'lsid',
  'txnNumber',
  'autocommit',
  'startTransaction',
  'readConcern',
  'writeConcern',
  '$readPreference',
  '$clusterTime',
  'maxTimeMS',
  'comment',
  'let',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  'bypassDocumentValidation',
  'collation',
  'hint',
])

/** Refuses fields nobody here understands, and options that would change what is found. */
export function checkFields(name: string, command: Document, known: readonly string[]): void {
  for (const field of Object.keys(command)) {
    if (field === name || COMMON_FIELDS.has(field) || known.includes(field)) continue
    fail(40415, `BSON field '${name}.${field}' is an unknown field.`)
  }
  checkCollation(command.collation)
}

/** Only MongoDB's simple (binary) collation exists here. */
export function checkCollation(collation: Value): void {
  if (
    collation === undefined ||
    (isDocument(collation) && (collation.locale === 'simple' || Object.keys(collation).length === 0))
  )
    return
  fail('CommandNotSupported', 'collation is not supported')
}

/** A document argument; absent ones are empty. */
export function documentOf(value: Value, field: string): Document {
  if (value === undefined || value === null) return {}
  if (!isDocument(value))
    fail(
      'TypeMismatch',
      `BSON field '${field}' is the wrong type '${typeName(value)}', expected type 'object'`,
    )
  return value
}

export function optionalDocument(value: Value, field: string): Document | undefined {
  return value === undefined || value === null ? undefined : documentOf(value, field)
}

/** A whole number argument. */
export function integerOf(value: Value, field: string, fallback: number): number {
  if (value === undefined || value === null) return fallback
  return (
    asInteger(value) ??
    fail(
      'TypeMismatch',
      `BSON field '${field}' is the wrong type '${typeName(value)}', expected types '[long, int, decimal, double]'`,
    )
  )
}

export function nonNegative(value: Value, field: string): number {
  const number = integerOf(value, field, 0)
  if (number < 0) fail(51024, `BSON field '${field}' value must be >= 0, actual value '${number}'`)
  return number
}

export function arrayOf(value: Value, field: string): Value[] {
  if (value === undefined) return []
  if (!Array.isArray(value))
    fail(
      'TypeMismatch',
      `BSON field '${field}' is the wrong type '${typeName(value)}', expected type 'array'`,
    )
  return value
}

/** The collection a command names in its first field. */
export function collectionName({ name, command }: CommandContext): string {
  const collection = command[name]
  if (typeof collection !== 'string')
    fail('InvalidNamespace', `collection name has invalid type ${typeName(collection)}`)
  if (collection === '' || collection.includes('\0'))
    fail('InvalidNamespace', `Invalid namespace specified '${String(command.$db)}.${collection}'`)
  return collection
}

/** Documents sent beside the command or in an array of it. */
export function statements({ command, sequences, name }: CommandContext, field: string): Document[] {
  const documents =
    sequences[field]?.map(decode) ??
    arrayOf(command[field], `${name}.${field}`).map(item => documentOf(item, field))
  if (documents.length === 0)
    fail('InvalidLength', `Write batch sizes must be between 1 and 100000. Got 0 operations.`)
  return documents
}
