import { children, type Ontology, resolveCode } from '@polyphony/ontology'
import type { Annotation } from './annotations.ts'
import { codesOf } from './codesOf.ts'

/** What may hang on a highlight beside its codes. */
export type Remark = 'comments' | 'unresolved' | 'memo'

/**
 * Which highlights a reader wants to see. Within one field any of its entries will do; an empty field asks for nothing;
 * the fields narrow each other. `codes` and `themes` are one question: what a highlight is about.
 */
export interface AnnotationFilter {
  /** Members whose highlights are shown. */
  people: ReadonlySet<string>
  /** Codes, each for itself; UNCODED asks for highlights without one. */
  codes: ReadonlySet<string>
  /** Codes with everything that stands below them. */
  themes: ReadonlySet<string>
  remarks: ReadonlySet<Remark>
  /** Only what others have coded differently. */
  disagreements: boolean
}

/** Stands among the codes of a filter for highlights without a code. */
export const UNCODED = ''

export const NO_FILTER: AnnotationFilter = {
  people: new Set(),
  codes: new Set(),
  themes: new Set(),
  remarks: new Set(),
  disagreements: false,
}

/** Whether anything is asked for. */
export const isFiltering = ({ people, codes, themes, remarks, disagreements }: AnnotationFilter): boolean =>
  disagreements || people.size + codes.size + themes.size + remarks.size > 0

/** What else a filter has to know of a highlight. */
export interface FilterFacts {
  ontology: Ontology
  hasComments(annotation: Annotation): boolean
  /** Somebody wrote on it, and nobody has settled it. */
  isUnresolved(annotation: Annotation): boolean
  isDisputed(annotation: Annotation): boolean
}

/** Ids of the living codes that a filter asks for; merged ones stand for their successor. */
const wantedCodes = (ontology: Ontology, { codes, themes }: AnnotationFilter): Set<string> => {
  const wanted = new Set<string>()
  for (const id of codes) {
    const code = resolveCode(ontology, id)
    if (code) wanted.add(code.id)
  }
  const below = [...themes].flatMap(id => resolveCode(ontology, id) ?? [])
  for (let code = below.pop(); code; code = below.pop()) {
    wanted.add(code.id)
    below.push(...children(ontology, code.id))
  }
  return wanted
}

/**
 * The one question that everything on the desk asks: is this highlight shown? Compiled once for a filter and the facts
 * it is asked of; then each answer costs a few look-ups.
 */
export const compileFilter = (
  filter: AnnotationFilter,
  facts: FilterFacts,
): ((annotation: Annotation) => boolean) => {
  const { people, codes, themes, remarks, disagreements } = filter
  const { ontology } = facts
  const tests: ((annotation: Annotation) => boolean)[] = []
  if (people.size > 0) tests.push(annotation => people.has(annotation.member))
  if (codes.size + themes.size > 0) {
    const wanted = wantedCodes(ontology, filter)
    const uncoded = codes.has(UNCODED)
    tests.push(annotation => {
      const carried = codesOf(ontology, annotation)
      return carried.length === 0 ? uncoded : carried.some(code => wanted.has(code.id))
    })
  }
  if (remarks.size > 0)
    tests.push(
      annotation =>
        (remarks.has('memo') && annotation.memo !== null) ||
        (remarks.has('comments') && facts.hasComments(annotation)) ||
        (remarks.has('unresolved') && facts.isUnresolved(annotation)),
    )
  if (disagreements) tests.push(annotation => facts.isDisputed(annotation))
  return annotation => tests.every(test => test(annotation))
}

/** The set with an entry more, or without it when it is there. */
export const toggled = <T>(set: ReadonlySet<T>, entry: T): ReadonlySet<T> => {
  const next = new Set(set)
  if (!next.delete(entry)) next.add(entry)
  return next
}
