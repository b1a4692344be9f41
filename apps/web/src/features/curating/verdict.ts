import type { Ruling } from '@polyphony/document'

/** What a lead says of a coding: that it counts as a code, or that it does not. */
export type Verdict = 'accept' | 'reject'

/**
 * What a coding counts as after a verdict on one code. `counted` is what it counts as now; what it counts as beside the
 * code stays. `resolved` follows merges.
 */
export const codesAfter = (
  counted: readonly string[],
  code: string,
  verdict: Verdict,
  resolved: (id: string) => string,
): readonly string[] => {
  const isCode = (id: string) => resolved(id) === code
  if (verdict === 'reject') return counted.filter(id => !isCode(id))
  return counted.some(isCode) ? counted : [...counted, code]
}

/** What the ruling that counts says of a code; null where leads left it to the analyst. */
export const verdictOf = (
  ruling: Pick<Ruling, 'codes'> | undefined,
  code: string,
  resolved: (id: string) => string,
): Verdict | null => {
  if (!ruling?.codes) return null
  return ruling.codes.some(id => resolved(id) === code) ? 'accept' : 'reject'
}
