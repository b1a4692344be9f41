import { Int32 } from 'bson'
import { fail } from '../errors.ts'
import { identical } from '../values/compare.ts'
import { asInteger, toNumber } from '../values/numbers.ts'
import { type Document, isDocument, isNumeric, typeName, type Value } from '../values/types.ts'

/** What `createIndexes` asks for, checked. */
export interface IndexSpec {
  name: string
  key: Document
  options: Document
}

/** Options that change what an index means; others of MongoDB's (collation, text, geo, wildcard) do not exist here. */
const OPTIONS = new Set([
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
  'hidden',
  'comment',
])
const IGNORED = new Set(['v', 'ns', 'background'])

/**
 * Checks one index specification.
 * @throws CommandError where MongoDB would refuse it, or where the kind of index does not exist here
 */
export function parseIndexSpec(spec: Value): IndexSpec {
  if (!isDocument(spec)) fail('TypeMismatch', 'Each index specification must be an object')
  const { key, name } = spec
  if (!isDocument(key) || Object.keys(key).length === 0)
    fail('CannotCreateIndex', 'Index keys cannot be empty.')
  for (const [path, kind] of Object.entries(key)) checkKeyPart(path, kind)
  const options: Document = { v: new Int32(2) }
  for (const [option, value] of Object.entries(spec)) {
    if (option === 'key' || option === 'name' || IGNORED.has(option)) continue
    if (option === 'collation' && isDocument(value) && value.locale === 'simple') continue
    if (!OPTIONS.has(option)) refuseOption(option, value)
    if (value === false && option !== 'partialFilterExpression') continue
    options[option] = value
  }
  checkOptions(key, options)
  return { name: typeof name === 'string' && name !== '' ? name : defaultName(key), key, options }
}

function refuseOption(option: string, value: Value): never {
  if (option === 'collation')
    fail('CommandNotSupported', `collation ${JSON.stringify(value)} is not supported`)
  fail('InvalidOptions', `The field '${option}' is not valid for an index specification here`)
}

function checkKeyPart(path: string, kind: Value): void {
  if (path === '' || path.split('.').includes(''))
    fail('CannotCreateIndex', 'Index keys cannot contain an empty field.')
  if (path === '$**' || path.endsWith('.$**')) fail('CannotCreateIndex', 'wildcard indexes are not supported')
  if (path.split('.').some(part => part.startsWith('$')))
    fail('CannotCreateIndex', `Index key contains an illegal field name: field name starts with '$': ${path}`)
  if (typeof kind === 'string') fail('CannotCreateIndex', `Unknown index plugin '${kind}'`)
  if (!isNumeric(kind) || toNumber(kind) === 0 || Number.isNaN(toNumber(kind))) {
    fail(
      'CannotCreateIndex',
      `Values in v:2 index key pattern cannot be of type ${typeName(kind)}. Only numbers > 0, numbers < 0, and strings are allowed.`,
    )
  }
}

const PARTIAL_OPERATORS = new Set(['$eq', '$exists', '$gt', '$gte', '$lt', '$lte', '$type', '$in'])

function checkPartial(filter: Value): void {
  if (!isDocument(filter))
    fail('CannotCreateIndex', "'partialFilterExpression' for an index has to be a document")
  for (const [field, condition] of Object.entries(filter)) {
    if (field === '$and' || field === '$or') {
      if (Array.isArray(condition)) for (const branch of condition) checkPartial(branch)
      continue
    }
    if (field.startsWith('$'))
      fail('CannotCreateIndex', `Expression not supported in partial index: ${field}`)
    if (!isDocument(condition)) continue
    for (const [operator, argument] of Object.entries(condition)) {
      if (!operator.startsWith('$')) break
      if (!PARTIAL_OPERATORS.has(operator) || (operator === '$exists' && argument !== true)) {
        fail('CannotCreateIndex', `Expression not supported in partial index: ${field} ${operator}`)
      }
    }
  }
}

function checkOptions(key: Document, options: Document): void {
  if (options.partialFilterExpression !== undefined) {
    checkPartial(options.partialFilterExpression)
    if (options.sparse !== undefined)
      fail('CannotCreateIndex', 'cannot mix "partialFilterExpression" and "sparse" options')
  }
  if (options.expireAfterSeconds !== undefined) {
    const seconds = asInteger(options.expireAfterSeconds)
    if (seconds === undefined || seconds < 0 || seconds > 2 ** 31 - 1) {
      fail(
        'CannotCreateIndex',
        "TTL index 'expireAfterSeconds' must be a whole number within 0 and 2147483647",
      )
    }
    if (Object.keys(key).length > 1)
      fail('CannotCreateIndex', 'TTL indexes are single-field indexes, compound indexes do not support TTL')
    if (key._id !== undefined)
      fail('CannotCreateIndex', "The field 'expireAfterSeconds' is not valid for an _id index specification")
  }
}

/** `a_1_b_-1` for `{ a: 1, b: -1 }`. */
function defaultName(key: Document): string {
  return Object.entries(key)
    .map(([path, direction]) => `${path}_${isNumeric(direction) ? toNumber(direction) : String(direction)}`)
    .join('_')
}

/** Whether two indexes have one key; `1` and `1.0` are the same direction. */
export function sameKey(a: Document, b: Document): boolean {
  const [x, y] = [Object.entries(a), Object.entries(b)]
  return (
    x.length === y.length &&
    x.every(([path, direction], i) => {
      const [otherPath, other] = y[i]!
      return (
        path === otherPath &&
        isNumeric(direction) &&
        isNumeric(other) &&
        toNumber(direction) === toNumber(other)
      )
    })
  )
}

/** Whether two sets of options mean the same index; comments do not count. */
export function sameOptions(a: Document, b: Document): boolean {
  const relevant = ({ v, comment, hidden, ...rest }: Document) => {
    const sorted = Object.entries(rest).sort(([x], [y]) => (x < y ? -1 : 1))
    return Object.fromEntries(
      sorted.map(([name, value]) => [name, isNumeric(value) ? new Int32(toNumber(value)) : value]),
    )
  }
  return identical(relevant(a), relevant(b))
}
