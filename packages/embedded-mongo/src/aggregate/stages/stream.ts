import { fail } from '../../errors.ts'
import { compileFilter } from '../../query/matcher.ts'
import { parseSort, sortBy } from '../../query/sort.ts'
import { asInteger, integer } from '../../values/numbers.ts'
import { type Document, isDocument, type Value } from '../../values/types.ts'
import type { StageBuilder } from '../stage.ts'

function requireCount(value: Value, stage: string, code: number): number {
  const count = asInteger(value)
  if (count === undefined || count < 0)
    fail(
      code,
      `invalid argument to ${stage} stage: Expected a non-negative number in: ${stage}: ${String(value)}`,
    )
  return count
}

function* take(input: Iterable<Document>, count: number): Generator<Document> {
  let taken = 0
  for (const document of input) {
    yield document
    if (++taken >= count) return
  }
}

function* drop(input: Iterable<Document>, count: number): Generator<Document> {
  let passed = 0
  for (const document of input) if (passed++ >= count) yield document
}

function* only(input: Iterable<Document>, matches: (document: Document) => boolean): Generator<Document> {
  for (const document of input) if (matches(document)) yield document
}

/** A random choice of `size` documents, each at most once. */
function sample(input: Iterable<Document>, size: number): Document[] {
  const all = [...input]
  for (let i = 0; i < Math.min(size, all.length); i++) {
    const other = i + Math.floor(Math.random() * (all.length - i))
    ;[all[i], all[other]] = [all[other]!, all[i]!]
  }
  return all.slice(0, size)
}

/** Stages that choose and order documents without changing them. */
export const streamStages: Readonly<Record<string, StageBuilder>> = {
  $match: (argument, { variables }) => {
    if (!isDocument(argument)) fail(15959, 'the match filter must be an expression in an object')
    const matches = compileFilter(argument, variables)
    return input => only(input, matches)
  },
  $sort: argument => {
    if (!isDocument(argument)) fail(15973, 'the $sort key specification must be an object')
    const fields = parseSort(argument)
    if (fields.length === 0) fail(15976, '$sort stage must have at least one sort key')
    return input => sortBy(input, document => document, fields)
  },
  $limit: argument => {
    const count = requireCount(argument, '$limit', 5107201)
    if (count === 0) fail(15958, 'the limit must be positive')
    return input => take(input, count)
  },
  $skip: argument => {
    const count = requireCount(argument, '$skip', 5107200)
    return input => drop(input, count)
  },
  $count: argument => {
    if (typeof argument !== 'string') fail(40156, 'the count field must be a non-empty string')
    if (argument === '' || argument.startsWith('$') || argument.includes('.')) {
      fail(40158, "the count field must be a non-empty string without '$' at its start and without '.'")
    }
    return function* (input) {
      let count = 0
      for (const _ of input) count++
      if (count > 0) yield { [argument]: integer(count) }
    }
  },
  $sample: argument => {
    if (!isDocument(argument)) fail(28745, 'the $sample stage specification must be an object')
    const size = asInteger(argument.size)
    if (size === undefined || size < 1) fail(28747, 'size argument to $sample must be a positive number')
    return input => sample(input, size)
  },
  $documents: argument => {
    if (!Array.isArray(argument) || !argument.every(isDocument))
      fail(5858203, '$documents needs an array of documents')
    return () => argument
  },
}
