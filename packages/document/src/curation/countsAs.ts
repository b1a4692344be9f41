import { type Ontology, resolveCode } from '@polyphony/ontology'
import type { Ruling } from './readCuration.ts'

/**
 * The codes that a coding counts as, merges not resolved: those of the ruling that counts, else the one that was
 * applied. A ruling in favour of codes that are all out of use (a split was taken back, say) is none as long as the
 * applied code can be used, so that no coding is lost. The one place where this is decided, for everything that counts.
 */
export const countsAs = (
  ontology: Ontology,
  applied: string,
  ruling: Pick<Ruling, 'codes'> | undefined,
): readonly string[] => {
  const { codes = null } = ruling ?? {}
  if (codes === null) return [applied]
  const isLiving = (code: string) => resolveCode(ontology, code) !== null
  return codes.length > 0 && !codes.some(isLiving) && isLiving(applied) ? [applied] : codes
}
