import { BSONRegExp } from 'bson'
import { fail } from '../errors.ts'
import type { Value } from './types.ts'

/** Extended patterns (option x): white space and comments do not count, except escaped or in a class. */
function withoutWhiteSpace(pattern: string): string {
  return pattern.replace(/\\.|\[(?:\\.|[^\]])*\]|\s+|#.*$/gm, part => (/^[\s#]/.test(part) ? '' : part))
}

/**
 * Translates MongoDB's (PCRE) expression into JavaScript's.
 * @param options overrides the options of the expression itself
 */
export function toRegExp(value: Value, options?: string): RegExp {
  let pattern = value instanceof BSONRegExp ? value.pattern : String(value)
  let flags = options ?? (value instanceof BSONRegExp ? value.options : '')
  if (/[^imsxu]/.test(flags)) fail(51108, `invalid flag in regex options: ${flags}`)
  const inline = /^\(\?([imsx]+)\)/.exec(pattern)
  if (inline) {
    flags += inline[1]
    pattern = pattern.slice(inline[0].length)
  }
  if (flags.includes('x')) pattern = withoutWhiteSpace(pattern)
  const unicode = /\\p\{|[^\p{ASCII}]/u.test(pattern) ? 'u' : ''
  const known = [...new Set(flags)].filter(flag => 'ims'.includes(flag)).join('')
  try {
    return new RegExp(pattern, known + unicode)
  } catch (cause) {
    fail(51091, `Regular expression is invalid: ${cause instanceof Error ? cause.message : cause}`)
  }
}
