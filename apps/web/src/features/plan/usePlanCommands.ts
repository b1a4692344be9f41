import type { PlanConcept } from '@polyphony/contract'
import { newId } from '@polyphony/document'
import { type Code, type Mapping, type MatchType, type Ontology, resolveCode } from '@polyphony/ontology'
import { type ConceptChange, useChangeConcept } from '../../api/plan.ts'
import { whenDone } from '../../api/whenDone.ts'
import { common } from '../../text/common.ts'
import { plan as text } from '../../text/plan.ts'
import { notifyDone, notifyUndo } from '../../ui/notify.ts'
import { useCodebookCommands } from '../codebook/useCodebookCommands.ts'

/** What can be done to the plan and to what is mapped to it; each is said, and offered to be taken back. */
export const usePlanCommands = (workspace: string, ontology: Ontology, scheme: string) => {
  const { run, runAll } = useCodebookCommands(workspace)
  const { mutateAsync: change } = useChangeConcept(workspace)

  /** Maps those of the codes that are not mapped to it yet. */
  const map = async (
    codes: readonly Code[],
    { id, title }: Pick<PlanConcept, 'id' | 'title'>,
    match: MatchType = 'relatedMatch',
    note = '',
  ) => {
    const there = new Set(
      Object.values(ontology.mappings).flatMap(mapping =>
        mapping.scheme === scheme && mapping.concept === id
          ? (resolveCode(ontology, mapping.code)?.id ?? [])
          : [],
      ),
    )
    const steps = codes
      .filter(code => !there.has(code.id))
      .map(code => ({
        type: 'map' as const,
        id: newId(),
        code: code.id,
        scheme,
        concept: id,
        match,
        note,
      }))
    if (steps.length === 0) {
      notifyDone(text.mappedAlready(title))
      return true
    }
    return runAll(steps, text.mappedTitle(steps.length, title), text.mapped(steps.length, title))
  }

  const unmap = (mapping: Mapping, code: Code, title: string) =>
    run({ type: 'unmap', id: mapping.id }, text.unmapped(code.name, title))

  /** Another way in which a code and a concept stand to each other, or another note. */
  const rematch = (
    { id, concept }: Mapping,
    code: Code,
    title: string,
    how: { match: MatchType; note: string },
  ) =>
    runAll(
      [
        { type: 'unmap', id },
        { type: 'map', id: newId(), code: code.id, scheme, concept, ...how },
      ],
      text.rematchedTitle(code.name, title),
      text.rematched(code.name),
    )

  const alter = async (
    concept: PlanConcept,
    to: Omit<ConceptChange, 'version'>,
    from: Omit<ConceptChange, 'version'>,
    done: string,
  ) => {
    try {
      const after = await change({ concept: concept.id, change: { ...to, version: concept.version } })
      notifyUndo(done, () =>
        whenDone(change({ concept: concept.id, change: { ...from, version: after.version } }), () =>
          notifyDone(common.undone),
        ),
      )
    } catch {
      // Said as an alert; what stands in the plan is asked for anew.
    }
  }
  const setHidden = (concept: PlanConcept, hidden: boolean) =>
    alter(
      concept,
      { hidden },
      { hidden: !hidden },
      hidden ? text.hidden(concept.title) : text.shown(concept.title),
    )

  return { map, unmap, rematch, setHidden }
}

export type PlanCommands = ReturnType<typeof usePlanCommands>
