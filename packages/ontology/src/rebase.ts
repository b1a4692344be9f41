import { applyOperation } from './applyOperation.ts'
import { applyStep } from './applyStep.ts'
import { type Code, type Definition, isLive, type Ontology } from './code.ts'
import { openDraft } from './codesIndex.ts'
import { OntologyError, type OntologyErrorCode } from './ontologyError.ts'
import type { Operation, OperationInput, Step } from './operation.ts'
import type { NamedCode } from './operationFacts.ts'
import type { OperationOf } from './operations/operationOf.ts'
import { own } from './own.ts'
import { parseOperation } from './parseOperation.ts'
import { findCode, resolveCode, successorOf } from './resolveCode.ts'
import { sameValue } from './sameValue.ts'
import { parentOf } from './tree.ts'

/** What was changed in an operation so that it still does what was meant. */
export type Adaptation =
  /** A code it mentions was merged since: its successor takes its place. */
  | { kind: 'redirected'; from: NamedCode; to: NamedCode }
  /** The sibling it should stand before has gone elsewhere since: it stands last. */
  | { kind: 'placed-last'; code: string }

export type Rebased =
  /** It applies to the current ontology. */
  | { outcome: 'applies'; operation: Operation; adaptations: Adaptation[] }
  /** Somebody did the same since: nothing is left to do. */
  | { outcome: 'done' }
  /** What was meant cannot be done any more, or would undo what somebody did since. */
  | { outcome: 'refused'; code: OntologyErrorCode; message: string; step?: number }

/** Nobody acts and nothing is recorded: the operations are only tried. */
const TRYING = { actor: '', at: '' }

/** Thrown inside, where somebody did the same since. */
const DONE = Symbol('done')

const named = ({ id, name }: Code): NamedCode => ({ id, name })

const FIELDS: Record<keyof Definition, string> = {
  short: 'The short definition',
  full: 'The full definition',
  whenToUse: 'When to use',
  whenNotToUse: 'When not to use',
}

interface Place {
  id: string
  parent: string | null
  before: string | null
}

class Rebasing {
  readonly base: Ontology
  readonly current: Ontology
  readonly adaptations: Adaptation[] = []

  constructor(base: Ontology, current: Ontology) {
    this.base = base
    this.current = current
  }

  refuse(message: string): never {
    throw new OntologyError('changed-since', message)
  }

  done(): never {
    throw DONE
  }

  /** A code that the operation mentions, or its successor where it was merged since. */
  follow(id: string): string {
    const now = findCode(this.current, id)
    const before = findCode(this.base, id)
    // What is not there, or was out of use before, the operation itself refuses, with its reason.
    if (!now || isLive(now) || !before || !isLive(before)) return id
    const successor = resolveCode(this.current, id)
    if (!successor) return id
    this.adaptations.push({ kind: 'redirected', from: named(now), to: named(successor) })
    return successor.id
  }

  /** The sibling to stand before, as far as it still stands under `parent`. */
  before({ id, before, parent }: Place, parentNow: string | null): string | null {
    const standsUnder = (ontology: Ontology, under: string | null) => {
      const sibling = before === null ? null : findCode(ontology, before)
      return sibling && isLive(sibling) && (parentOf(ontology, sibling)?.id ?? null) === under
    }
    if (standsUnder(this.current, parentNow) || !standsUnder(this.base, parent)) return before
    this.adaptations.push({ kind: 'placed-last', code: id })
    return null
  }

  /** A code that the operation changes, then and now. Merged since, it is another code's matter. */
  target(id: string): { before: Code; now: Code } | null {
    const now = findCode(this.current, id)
    const before = findCode(this.base, id)
    if (!now || !before) return null
    if (now.mergedInto !== null && before.mergedInto === null) {
      const successor = successorOf(this.current, id)
      this.refuse(`“${now.name}” was merged into “${successor?.name}” meanwhile. Look at that one first.`)
    }
    return { before, now }
  }

  /** Was the value set to something else since? Then what is asked for would overwrite it unseen. */
  needUnchanged(before: unknown, now: unknown, asked: unknown, message: string): void {
    if (!sameValue(before, now) && !sameValue(now, asked)) this.refuse(message)
  }

  place<T extends Place>(step: T): T {
    const parent = step.parent === null ? null : this.follow(step.parent)
    return { ...step, parent, before: this.before(step, parent) }
  }

  step(step: Step): Step {
    switch (step.type) {
      case 'create':
        return this.place(step)
      case 'rename': {
        const code = this.target(step.id)
        if (!code || code.now.name === code.before.name) return step
        if (code.now.name === step.name) this.done()
        return this.refuse(`“${code.before.name}” was renamed to “${code.now.name}” meanwhile.`)
      }
      case 'define':
        return this.define(step)
      case 'recolour': {
        const code = this.target(step.id)
        if (!code || code.now.colour === code.before.colour) return step
        if (code.now.colour === step.colour) this.done()
        return this.refuse(`“${code.now.name}” was recoloured meanwhile.`)
      }
      case 'move':
        return this.move(step)
      case 'recast': {
        const code = this.target(step.id)
        if (code && code.now.kind !== code.before.kind && code.now.kind === step.kind) this.done()
        return this.place(step)
      }
      case 'merge':
        return this.merge(step)
      case 'unmerge': {
        const now = findCode(this.current, step.id)
        const before = findCode(this.base, step.id)
        if (!now || !before || now.mergedInto === before.mergedInto) return step
        if (isLive(now)) this.done()
        return this.refuse(
          `“${now.name}” is merged into “${successorOf(this.current, step.id)?.name}” by now. Look at that first.`,
        )
      }
      case 'split': {
        const code = this.target(step.id)
        if (code && !sameValue(code.before.splitInto, code.now.splitInto))
          this.refuse(`“${code.now.name}” was split meanwhile.`)
        return { ...step, also: [...new Set(step.also.map(id => this.follow(id)))] }
      }
      case 'retire':
        return this.settle(step, 'retired')
      case 'reject':
        return this.settle(step, 'rejected')
      case 'adopt':
        return this.settle(step, 'adopted')
      case 'restore':
        return this.settle(step, 'adopted')
      case 'relate': {
        const from = this.follow(step.from)
        const to = this.follow(step.to)
        const same = Object.values(this.current.relations).some(
          r =>
            r.type === step.relation &&
            ((r.from === from && r.to === to) || (r.from === to && r.to === from)) &&
            !Object.hasOwn(this.base.relations, r.id),
        )
        if (same) this.done()
        return { ...step, from, to }
      }
      case 'map': {
        const code = this.follow(step.code)
        const same = Object.values(this.current.mappings).some(
          m =>
            m.code === code &&
            m.scheme === step.scheme &&
            m.concept === step.concept &&
            m.match === step.match &&
            !Object.hasOwn(this.base.mappings, m.id),
        )
        if (same) this.done()
        return { ...step, code }
      }
      case 'cite': {
        const code = this.follow(step.code)
        const same = Object.values(this.current.examples).some(
          e =>
            e.code === code &&
            e.fit === step.fit &&
            sameValue(e.excerpt, step.excerpt) &&
            !Object.hasOwn(this.base.examples, e.id),
        )
        if (same) this.done()
        return { ...step, code }
      }
      case 'unrelate':
        return this.takeAway(step, 'relations')
      case 'unmap':
        return this.takeAway(step, 'mappings')
      case 'uncite':
        return this.takeAway(step, 'examples')
    }
  }

  takeAway<T extends { id: string }>(step: T, kind: 'relations' | 'mappings' | 'examples'): T {
    if (own<unknown>(this.base[kind], step.id) && !own<unknown>(this.current[kind], step.id)) this.done()
    return step
  }

  settle<T extends { id: string }>(step: T, status: Code['status']): T {
    const code = this.target(step.id)
    if (code && code.now.status !== code.before.status && code.now.status === status) this.done()
    return step
  }

  define(step: OperationOf<'define'>): Step {
    const code = this.target(step.id)
    if (!code) return step
    const { before, now } = code
    for (const [field, text] of Object.entries(step.definition)) {
      const key = field as keyof Definition
      const what = `${FIELDS[key]} of “${now.name}” was changed meanwhile. Look at it first.`
      this.needUnchanged(before.definition[key], now.definition[key], text, what)
    }
    for (const key of ['stance', 'notation'] as const) {
      const what = `The ${key} of “${now.name}” was changed meanwhile. Look at it first.`
      if (step[key] !== undefined) this.needUnchanged(before[key], now[key], step[key], what)
    }
    return step
  }

  move(step: OperationOf<'move'>): Step {
    const code = this.target(step.id)
    const placed = this.place(step)
    if (code && code.before.parent !== code.now.parent) {
      const where = parentOf(this.current, code.now)
      if ((where?.id ?? null) === placed.parent && placed.before === null) this.done()
      this.refuse(
        `“${code.now.name}” was moved ${where ? `under “${where.name}”` : 'to the top level'} meanwhile.`,
      )
    }
    return placed
  }

  merge(step: OperationOf<'merge'>): Step {
    const into = this.follow(step.into)
    const ids: string[] = []
    for (const id of step.ids) {
      const now = findCode(this.current, id)
      const before = findCode(this.base, id)
      const mergedSince = now && before && now.mergedInto !== null && before.mergedInto === null
      if (!mergedSince) ids.push(id)
      else if (resolveCode(this.current, id)?.id !== into || into === id)
        this.refuse(`“${now.name}” was merged into “${successorOf(this.current, id)?.name}” meanwhile.`)
    }
    if (into !== step.into && ids.includes(into)) {
      const kept = findCode(this.current, into)
      this.refuse(
        `“${findCode(this.current, step.into)?.name}” and “${kept?.name}” were merged the other way round meanwhile. They are one code, “${kept?.name}”; rename it if the other name is better.`,
      )
    }
    if (ids.length === 0) this.done()
    return { ...step, ids, into }
  }
}

/** Steps one after the other, each against what stands before it then and now. */
const rebaseSteps = (
  steps: readonly Step[],
  base: Ontology,
  current: Ontology,
): { steps: Step[]; adaptations: Adaptation[] } => {
  const rebasing = new Rebasing(openDraft(base), openDraft(current))
  const kept: Step[] = []
  for (const [i, step] of steps.entries()) {
    try {
      let next: Step | null
      try {
        next = rebasing.step(step)
      } catch (thrown) {
        if (thrown !== DONE) throw thrown
        next = null
      }
      applyStep(rebasing.base, step, TRYING)
      if (next) {
        kept.push(next)
        applyStep(rebasing.current, next, TRYING)
      }
    } catch (error) {
      if (!(error instanceof OntologyError)) throw error
      throw new OntologyError(error.code, error.message, { cause: error, step: i })
    }
  }
  return { steps: kept, adaptations: rebasing.adaptations }
}

/**
 * What becomes of an operation that somebody wrote looking at `base`, now that the ontology is at `current`: it applies,
 * as it is or adapted, or it has been done already, or it is refused with a reason. An operation is refused rather than
 * adapted where it would overwrite, unseen, what somebody else decided since. Never throws.
 */
export const rebase = (input: OperationInput, base: Ontology, current: Ontology): Rebased => {
  try {
    const operation = parseOperation(input)
    if (operation.type === 'batch') {
      const { steps, adaptations } = rebaseSteps(operation.steps, base, current)
      if (steps.length === 0) return { outcome: 'done' }
      return { outcome: 'applies', operation: { ...operation, steps }, adaptations }
    }
    const rebasing = new Rebasing(base, current)
    const next = operation.type === 'undo' ? operation : rebasing.step(operation)
    applyOperation(current, next, TRYING)
    return { outcome: 'applies', operation: next, adaptations: rebasing.adaptations }
  } catch (thrown) {
    if (thrown === DONE) return { outcome: 'done' }
    if (!(thrown instanceof OntologyError)) throw thrown
    const { code, message, step } = thrown
    return { outcome: 'refused', code, message, ...(step !== undefined && { step }) }
  }
}
