import { BSONRegExp, Int32 } from 'bson'
import { fail } from '../errors.ts'
import { compareStrings } from '../values/compare.ts'
import { asInteger } from '../values/numbers.ts'
import { toRegExp } from '../values/regex.ts'
import { type Document, typeName, type Value } from '../values/types.ts'
import { isMissing, namedArguments, nullable, type Operator, operator } from './scope.ts'
import { textOf } from './text.ts'

function requireText(value: Value, name: string, code: number): string {
  if (typeof value !== 'string') fail(code, `${name} requires a string argument, found: ${typeName(value)}`)
  return value
}

/** Upper and lower case change ASCII letters only, as MongoDB documents. */
function cased(name: string, letters: RegExp, change: (letter: string) => string): Operator {
  return operator(1, 1, value => textOf(value, name).replace(letters, change))
}

function length(name: string, code: number, measure: (text: string) => number): Operator {
  return operator(1, 1, value => new Int32(measure(requireText(value, name, code))))
}

function bound(value: Value, name: string): number {
  return (
    asInteger(value) ??
    fail(34450, `${name}: starting index must be a numeric type (is BSON type ${typeName(value)})`)
  )
}

function substringOfPoints(value: Value, start: Value, count: Value): Value {
  const from = bound(start, '$substrCP')
  const length = bound(count, '$substrCP')
  if (from < 0) fail(34455, '$substrCP: the starting index must be nonnegative integer.')
  if (length < 0) fail(34454, '$substrCP: length must be a nonnegative integer.')
  return [...textOf(value, '$substrCP')].slice(from, from + length).join('')
}

function substringOfBytes(value: Value, start: Value, count: Value): Value {
  const from = bound(start, '$substrBytes')
  const length = bound(count, '$substrBytes')
  if (from < 0) fail(50752, '$substrBytes: starting index must be non-negative')
  const bytes = Buffer.from(textOf(value, '$substrBytes'))
  return bytes.subarray(from, length < 0 ? undefined : from + length).toString()
}

/** `$indexOfCP` and `$indexOfBytes`: search among the text's units. */
function indexOf(name: string, units: (text: string) => string[] | Buffer): Operator {
  return operator(2, 4, (text, part, start = new Int32(0), end) => {
    if (isMissing(text)) return null
    const all = units(requireText(text, name, 40091))
    const wanted = units(requireText(part, name, 40092))
    const from = bound(start, name)
    const to = isMissing(end) ? all.length : Math.min(bound(end, name), all.length)
    for (let at = from; at + wanted.length <= to; at++) {
      let same = 0
      while (same < wanted.length && all[at + same] === wanted[same]) same++
      if (same === wanted.length) return new Int32(at)
    }
    return new Int32(-1)
  })
}

function trimming(start: boolean, end: boolean): Operator {
  return (argument, compile, name) => {
    const fields = namedArguments(argument, name, ['input'], ['chars'])
    const input = compile(fields.input)
    const chars = Object.hasOwn(fields, 'chars') ? compile(fields.chars) : undefined
    return scope => {
      const text = input(scope)
      const set = chars?.(scope)
      if (isMissing(text) || (chars && isMissing(set))) return null
      const drop = chars ? new Set(requireText(set, name, 50700)) : undefined
      const points = [...requireText(text, name, 50699)]
      const drops = (point: string | undefined) =>
        point !== undefined && (drop ? drop.has(point) : /[\s\0]/.test(point))
      let from = 0
      let to = points.length
      while (start && from < to && drops(points[from])) from++
      while (end && to > from && drops(points[to - 1])) to--
      return points.slice(from, to).join('')
    }
  }
}

function split(text: Value, separator: Value): Value {
  const by = requireText(separator, '$split', 40086)
  if (by === '') fail(40087, '$split requires a non-empty separator')
  return requireText(text, '$split', 40085).split(by)
}

function replacing(all: boolean): Operator {
  return (argument, compile, name) => {
    const fields = namedArguments(argument, name, ['input', 'find', 'replacement'])
    const parts = [compile(fields.input), compile(fields.find), compile(fields.replacement)]
    return scope => {
      const values = parts.map(part => part(scope))
      if (values.some(isMissing)) return null
      const [input, find, replacement] = values.map(value => requireText(value, name, 51746))
      return all ? input!.split(find!).join(replacement) : input!.replace(find!, () => replacement!)
    }
  }
}

/** `$regexMatch`, `$regexFind` and `$regexFindAll` differ in what they make of the matches. */
function matching(result: (matches: RegExpExecArray[]) => Value, whenMissing: Value): Operator {
  return (argument, compile, name) => {
    const fields = namedArguments(argument, name, ['input', 'regex'], ['options'])
    const [input, regex, options] = [compile(fields.input), compile(fields.regex), compile(fields.options)]
    return scope => {
      const text = input(scope)
      const pattern = regex(scope)
      if (isMissing(text) || isMissing(pattern)) return whenMissing
      if (typeof pattern !== 'string' && !(pattern instanceof BSONRegExp)) {
        fail(51105, `${name} needs 'regex' to be of type string or regex`)
      }
      const flags = options(scope)
      const expression = toRegExp(pattern, typeof flags === 'string' ? flags : undefined)
      const global = new RegExp(expression.source, `${expression.flags}g`)
      return result([...requireText(text, name, 51104).matchAll(global)])
    }
  }
}

function describeMatch(match: RegExpExecArray): Document {
  return {
    match: match[0],
    idx: new Int32([...match.input.slice(0, match.index)].length),
    captures: match.slice(1).map(capture => capture ?? null),
  }
}

export const stringOperators: Readonly<Record<string, Operator>> = {
  $concat: nullable(0, Infinity, (...values) =>
    values
      .map(value => {
        if (typeof value !== 'string') fail(16702, `$concat only supports strings, not ${typeName(value)}`)
        return value
      })
      .join(''),
  ),
  $toUpper: cased('$toUpper', /[a-z]/g, letter => letter.toUpperCase()),
  $toLower: cased('$toLower', /[A-Z]/g, letter => letter.toLowerCase()),
  $strLenCP: length('$strLenCP', 34471, text => [...text].length),
  $strLenBytes: length('$strLenBytes', 34473, text => Buffer.byteLength(text)),
  $substr: operator(3, 3, substringOfBytes),
  $substrBytes: operator(3, 3, substringOfBytes),
  $substrCP: operator(3, 3, substringOfPoints),
  $indexOfCP: indexOf('$indexOfCP', text => [...text]),
  $indexOfBytes: indexOf('$indexOfBytes', text => Buffer.from(text)),
  $trim: trimming(true, true),
  $ltrim: trimming(true, false),
  $rtrim: trimming(false, true),
  $split: nullable(2, 2, split),
  $replaceOne: replacing(false),
  $replaceAll: replacing(true),
  $regexMatch: matching(matches => matches.length > 0, false),
  $regexFind: matching(matches => (matches[0] ? describeMatch(matches[0]) : null), null),
  $regexFindAll: matching(matches => matches.map(describeMatch), []),
  $strcasecmp: operator(
    2,
    2,
    (a, b) =>
      new Int32(
        compareStrings(textOf(a, '$strcasecmp').toUpperCase(), textOf(b, '$strcasecmp').toUpperCase()),
      ),
  ),
}
