import { Act, countsAs, ruleOn } from '@polyphony/document'
import { type Code, type Ontology, successorOf } from '@polyphony/ontology'
import { curating as text } from '../../text/curating.ts'
import { codesAfter, type Verdict, verdictOf } from '../curating/verdict.ts'
import type { Desk } from '../desk/desk.ts'
import { quoteOf } from '../history/quoteOf.ts'
import type { Annotation, RuledCoding } from './annotations.ts'

const resolver = (ontology: Ontology) => (id: string) => successorOf(ontology, id)?.id ?? id

/** A code of an annotation that leads can decide on: what its codings count as, or were applied as where they do not count. */
export interface Decidable {
  code: Code
  codings: RuledCoding[]
  verdict: Verdict | null
}

export const decidables = (ontology: Ontology, { codings }: Annotation): Decidable[] => {
  const resolved = resolver(ontology)
  const found = new Map<string, Decidable>()
  for (const coding of codings) {
    const counted = countsAs(ontology, coding.code, coding.ruling)
    for (const id of new Set((counted.length > 0 ? counted : [coding.code]).map(resolved))) {
      const code = ontology.codes[id]
      if (!code) continue
      const known = found.get(id)
      if (known) known.codings.push(coding)
      else found.set(id, { code, codings: [coding], verdict: verdictOf(coding.ruling, id, resolved) })
    }
  }
  return [...found.values()]
}

/** A lead's decision on what somebody coded; null takes decisions back. The statement itself stays. */
export const decideOnCoding = (
  desk: Desk,
  annotation: Annotation,
  { code, codings }: Decidable,
  verdict: Verdict | null,
  reason: string | null = null,
): void => {
  const doc = desk.decisions()
  if (!doc) return
  const { ontology } = desk.facts.get()
  const resolved = resolver(ontology)
  const act = new Act(text.acts[verdict ?? 'takeBack'](code.name, quoteOf(annotation)), {
    about: annotation.key,
  })
  for (const { code: applied, ruling } of codings) {
    const counted = countsAs(ontology, applied, ruling)
    const coding = { member: annotation.member, highlight: annotation.highlight.id, code: applied }
    const codes = verdict && codesAfter(counted, code.id, verdict, resolved)
    ruleOn(doc, desk.me.id, [coding], codes, { reason }, act)
  }
}
