import {
  type PlanChange,
  type PlanConcept,
  type PlanConceptChange,
  PolyphonyError,
} from '@polyphony/contract'
import { Act, createHistory, newId } from '@polyphony/document'
import {
  type Code,
  type Mapping,
  type MatchType,
  type Ontology,
  type OperationInput,
  resolveCode,
} from '@polyphony/ontology'
import { useState } from 'react'
import { useApplyOperations, useRevertRevision } from '../../api/ontology.ts'
import { type NewConcept, useAddConcept, useChangeConcept, useFetchPlan } from '../../api/plan.ts'
import { whenDone } from '../../api/whenDone.ts'
import { codebook } from '../../text/codebook.ts'
import { plan as text } from '../../text/plan.ts'
import { notifyDone, notifyUndo } from '../../ui/notify.ts'
import { sayTaken } from '../history/sayTaken.ts'
import { fieldsChanged, reversalOf, turned } from './planReversal.ts'

/**
 * What can be done to the plan and to what is mapped to it. Each is said and offered to be taken back, and all of it is
 * one history for as long as the page is open.
 */
export const usePlanCommands = (workspace: string, ontology: Ontology, scheme: string) => {
  const { mutateAsync: apply } = useApplyOperations(workspace)
  const { mutateAsync: revert } = useRevertRevision(workspace)
  const { mutateAsync: change } = useChangeConcept(workspace)
  const { mutateAsync: changeInForm } = useChangeConcept(workspace, true)
  const { mutateAsync: add } = useAddConcept(workspace)
  const fetchPlan = useFetchPlan(workspace)
  const [history] = useState(() => createHistory([]))
  const undo = (act?: Act) => sayTaken(history.undo(act ? { act } : {}), 'undo')
  const redo = () => sayTaken(history.redo(), 'redo')

  /** Changes mappings as one revision; false when it was refused, which has been said as an alert. */
  const run = async (operation: OperationInput, act: Act, done: string): Promise<boolean> => {
    let number: number | undefined
    try {
      number = (await apply({ operations: [operation] })).revisions.at(-1)?.number
    } catch {
      return false
    }
    if (number === undefined) {
      notifyDone(codebook.doneAlready)
      return true
    }
    // Repeating it is taking back what took it back.
    let last = number
    const turn = async () => {
      last = (await revert(last)).revisions.at(-1)?.number ?? last
    }
    void history.add(act, { undo: turn, redo: turn })
    notifyUndo(done, () => undo(act))
    return true
  }

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
    const [only] = steps
    return run(
      only && steps.length === 1
        ? only
        : { type: 'batch', id: newId(), title: text.mappedTitle(steps.length, title), steps },
      new Act(text.acts.map(steps.length, title)),
      text.mapped(steps.length, title),
    )
  }

  const unmap = (mapping: Mapping, code: Code, title: string) =>
    run(
      { type: 'unmap', id: mapping.id },
      new Act(text.acts.unmap(code.name, title)),
      text.unmapped(code.name, title),
    )

  /** Another way in which a code and a concept stand to each other, or another note. */
  const rematch = (
    { id, concept }: Mapping,
    code: Code,
    title: string,
    how: { match: MatchType; note: string },
  ) =>
    run(
      {
        type: 'batch',
        id: newId(),
        title: text.rematchedTitle(code.name, title),
        steps: [
          { type: 'unmap', id },
          { type: 'map', id: newId(), code: code.id, scheme, concept, ...how },
        ],
      },
      new Act(text.acts.rematch(code.name, title)),
      text.rematched(code.name),
    )

  /** Makes a change of the plan part of an act that can be taken back, as far as it still stands by then. */
  const keep = (act: Act, concept: PlanConcept, fields: PlanChange['fields']) => {
    const turn = async (which: PlanChange['fields']) => {
      const { concepts } = await fetchPlan()
      const now = concepts.find(({ id }) => id === concept.id)
      const back = now && reversalOf(now, which)
      if (!back) throw new PolyphonyError('stale-revision', text.changedSince(concept.title))
      await change({ concept: now.id, change: { ...back, version: now.version } })
    }
    void history.add(act, { undo: () => turn(fields), redo: () => turn(turned(fields)) })
  }

  /** Changes a concept and says so. @throws what the server refuses; it is said as an alert, or by the form. */
  const alter = async (
    concept: PlanConcept,
    to: Omit<PlanConceptChange, 'version'>,
    act: Act,
    done: string,
    mutate = change,
  ) => {
    const after = await mutate({ concept: concept.id, change: { ...to, version: concept.version } })
    const fields = fieldsChanged(concept, after)
    if (fields.length > 0) keep(act, after, fields)
    notifyUndo(done, () => undo(act))
  }

  const edit = (concept: PlanConcept, to: Omit<PlanConceptChange, 'version'>, title: string) =>
    alter(concept, to, new Act(text.acts.edit(title)), text.saved(title), changeInForm)

  const addConcept = async (concept: NewConcept) => {
    const added = await add(concept)
    const act = new Act(text.acts.add(added.title))
    keep(act, added, [{ field: 'hidden', from: true, to: false }])
    notifyUndo(text.added(added.title), () => undo(act))
  }

  const setHidden = (concept: PlanConcept, hidden: boolean) => {
    const { title } = concept
    const act = new Act(hidden ? text.acts.hide(title) : text.acts.show(title))
    // What is refused is said as an alert; what stands in the plan is asked for anew.
    whenDone(
      alter(concept, { hidden }, act, hidden ? text.hidden(title) : text.shown(title)),
      () => undefined,
    )
  }

  /** Takes back what is left of somebody's change. */
  const takeBack = (concept: PlanConcept, { fields }: Pick<PlanChange, 'fields'>) => {
    const back = reversalOf(concept, fields)
    if (!back) return
    const { title } = concept
    whenDone(alter(concept, back, new Act(text.acts.takeBack(title)), text.tookBack(title)), () => undefined)
  }

  return { map, unmap, rematch, edit, addConcept, setHidden, takeBack, history, undo, redo }
}

export type PlanCommands = ReturnType<typeof usePlanCommands>
