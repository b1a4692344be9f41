import { applyStep } from '../../applyStep.ts'
import { type Code, type CodeKind, isLive, MAX_NAME_LENGTH, type Ontology, OntologyId } from '../../code.ts'
import { namedLikeUnder, openDraft } from '../../codesIndex.ts'
import { foldName } from '../../names.ts'
import { OntologyError } from '../../ontologyError.ts'
import { Step, type StepInput } from '../../operation.ts'
import { findCode } from '../../resolveCode.ts'
import { parentOf } from '../../tree.ts'
import type { CodebookEntry } from '../codebook.ts'
import { ExchangeReport } from '../exchangeReport.ts'
import { guidOf } from '../guid.ts'
import { cut } from './cut.ts'
import type { ImportOptions, PlannedCode } from './importPlan.ts'

const TRYING = { actor: '', at: '2000-01-01T00:00:00.000Z' }

/** A plan in the making: what was decided so far, and a draft of the ontology as it would be. */
export class Planning {
  readonly ontology: Ontology
  readonly options: ImportOptions
  readonly report = new ExchangeReport()
  readonly steps: Step[] = []
  readonly planned = new Map<string, PlannedCode>()
  /** Ids of codes here that an entry of the file stands for. */
  readonly claimed = new Set<string>()
  readonly byIdentity = new Map<string, string>()
  /** By place and name: the number for the next code of that name there. */
  readonly numbers = new Map<string, number>()
  /** By key of the file: the key of what it stands under there. */
  readonly parents = new Map<string, string | null>()
  draft: Ontology

  constructor(ontology: Ontology, options: ImportOptions) {
    this.ontology = ontology
    this.options = options
    this.draft = openDraft(ontology)
    for (const id of Object.keys(ontology.codes)) {
      this.byIdentity.set(guidOf(id), id)
      this.byIdentity.set(id, id)
    }
  }

  /** Does a step if it can be done, and tells if it cannot. */
  try(input: StepInput, where: string): boolean {
    const parsed = Step.safeParse(input)
    if (!parsed.success) {
      this.report.add('not-applied', `${where}: ${parsed.error.issues[0]?.message}`)
      return false
    }
    try {
      this.steps.push(applyStep(this.draft, parsed.data, TRYING).step)
      return true
    } catch (error) {
      if (!(error instanceof OntologyError)) throw error
      this.report.add('not-applied', `${where}: ${error.message}`)
      // Half of the step may have been done to the draft.
      this.draft = openDraft(this.ontology)
      for (const step of this.steps) applyStep(this.draft, step, TRYING)
      return false
    }
  }

  freshId(identity: string | null): string {
    if (identity && OntologyId.safeParse(identity).success && !findCode(this.draft, identity)) return identity
    return this.options.newId()
  }

  /** The living code of a kind and name at a place, if there is one. */
  twinAt(name: string, kind: CodeKind, parent: string | null): Code | undefined {
    return namedLikeUnder(this.draft, { name, id: '' } as Code, parent).find(
      code => isLive(code) && code.kind === kind && (parentOf(this.draft, code)?.id ?? null) === parent,
    )
  }

  /** A name that no living code of the kind has at the place: this one, or with the next number that is free. */
  freeName(wanted: string, kind: CodeKind, parent: string | null): string {
    if (!this.twinAt(wanted, kind, parent)) return wanted
    const place = `${kind} ${parent ?? ''} ${foldName(wanted)}`
    // Counted on from where it was free last: thousands of codes may have one name.
    for (let n = this.numbers.get(place) ?? 2; ; n++) {
      const name = `${cut(wanted, MAX_NAME_LENGTH - 8)} (${n})`
      if (this.twinAt(name, kind, parent)) continue
      this.numbers.set(place, n + 1)
      return name
    }
  }

  /** The id here of what an entry stands under; what stands under a code that is left out moves up. */
  parentIdOf({ parent }: CodebookEntry): string | null {
    for (let key = parent; key !== null; ) {
      const planned = this.planned.get(key)
      if (planned?.code) return planned.code.id
      key = this.parents.get(key) ?? null
    }
    return null
  }
}
