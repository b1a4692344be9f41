import { applyStep } from '../applyStep.ts'
import {
  type Code,
  type CodeKind,
  type Definition,
  isLive,
  MAX_DEFINITION_LENGTH,
  MAX_NAME_LENGTH,
  type Ontology,
  OntologyId,
} from '../code.ts'
import { namedLike, notedAs, openDraft } from '../codesIndex.ts'
import { foldName, normaliseName } from '../names.ts'
import { OntologyError } from '../ontologyError.ts'
import { type OperationInput, Step, type StepInput } from '../operation.ts'
import type { NamedCode } from '../operationFacts.ts'
import { findCode, resolveCode } from '../resolveCode.ts'
import { parentOf } from '../tree.ts'
import type { Codebook, CodebookEntry } from './codebook.ts'
import { type ExchangeNote, ExchangeReport } from './exchangeReport.ts'
import { guidOf, readGuid } from './guid.ts'

/** What to do where the file and a code that is here already differ. */
export type OnMatch =
  /** Ours stays as it is. */
  | 'keep'
  /** What ours leaves empty is taken from the file. */
  | 'fill'
  /** The file is right. */
  | 'replace'

export type ImportField = 'name' | 'parent' | 'colour' | 'stance' | 'notation' | keyof Definition

/** What will be done with one code of the file. */
export interface PlannedCode {
  /** Its key in the file. */
  key: string
  name: string
  /** Key of what it stands under in the file; null at the top and for what is out of use. */
  parent: string | null
  /** Merged, retired or rejected in the file: it comes as that, or not at all. */
  outOfUse: boolean
  action: 'create' | 'match' | 'restore' | 'skip'
  /** By what it was recognised. */
  by: 'id' | 'place' | 'name' | 'choice' | null
  /** The code that it is here, or will be. */
  code: NamedCode | null
  /** Where the file differs from what is here, and whether the file's is taken. */
  differences: { field: ImportField; ours: string; theirs: string; taken: boolean }[]
}

export interface ImportPlan {
  codes: PlannedCode[]
  /** All of it as one act; null where there is nothing to do. It applies to the ontology the plan was made for. */
  operation: OperationInput | null
  notes: ExchangeNote[]
}

export interface ImportOptions {
  /** Makes ids for what is new. */
  newId: () => string
  /** For the history: `Imported themes.qdc`. */
  title: string
  /** `fill` when left out. */
  onMatch?: OnMatch
  /** By key: another decision than the plan's own, a code's id to be one with, or to leave it out. */
  choices?: ReadonlyMap<string, 'create' | 'skip' | { code: string }>
}

const TRYING = { actor: '', at: '2000-01-01T00:00:00.000Z' }
const DEFINITION: (keyof Definition)[] = ['short', 'full', 'whenToUse', 'whenNotToUse']

/** Cuts at most so many UTF-16 units, and no character in two. */
const cut = (text: string, length: number): string =>
  text.length <= length ? text : text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')

class Planning {
  readonly ontology: Ontology
  readonly options: ImportOptions
  readonly report = new ExchangeReport()
  readonly steps: Step[] = []
  readonly planned = new Map<string, PlannedCode>()
  /** Ids of codes here that an entry of the file stands for. */
  readonly claimed = new Set<string>()
  readonly byIdentity = new Map<string, string>()
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
    return namedLike(this.draft, { name, id: '' } as Code).find(
      code => isLive(code) && code.kind === kind && (parentOf(this.draft, code)?.id ?? null) === parent,
    )
  }

  /** The entry with everything in the shape that a code has. */
  fitting(entry: CodebookEntry): CodebookEntry {
    let name = normaliseName(entry.name)
    const definition = { ...entry.definition }
    if (name === '') {
      name = 'Untitled'
      this.report.add('name-missing', entry.key)
    }
    if (name.length > MAX_NAME_LENGTH) {
      this.report.add('name-shortened', name)
      definition.full = [name, definition.full].filter(Boolean).join('\n\n')
      name = `${cut(name, MAX_NAME_LENGTH - 1).trimEnd()}…`
    }
    for (const field of DEFINITION) {
      const text = definition[field]
      if (text === undefined || text.length <= MAX_DEFINITION_LENGTH) continue
      definition[field] = cut(text, MAX_DEFINITION_LENGTH)
      this.report.add('text-shortened', name)
    }
    let notation = entry.notation?.trim() || null
    if (notation && notation.length > 32) {
      this.report.add('notation-shortened', name)
      notation = null
    }
    const formerNames = entry.formerNames.map(former => cut(normaliseName(former), MAX_NAME_LENGTH).trim())
    return {
      ...entry,
      name,
      definition,
      notation,
      formerNames: formerNames.filter(Boolean),
      reason: entry.reason && cut(entry.reason.trim(), MAX_DEFINITION_LENGTH),
    }
  }

  /** The code here that an entry is, and by what it is known. */
  match(
    entry: CodebookEntry,
    kind: CodeKind,
    parent: string | null,
    unique: ReadonlySet<string>,
  ): { code: Code; by: PlannedCode['by'] } | null {
    const choice = this.options.choices?.get(entry.key)
    if (choice === 'create') return null
    if (typeof choice === 'object') {
      const code = resolveCode(this.draft, choice.code)
      return code && { code, by: 'choice' }
    }
    const id = entry.identity && this.byIdentity.get(readGuid(entry.identity) ?? entry.identity)
    const known = id ? findCode(this.draft, id) : undefined
    if (known && !this.claimed.has(known.id)) return { code: known, by: 'id' }
    const twin = this.twinAt(entry.name, kind, parent)
    if (twin && !this.claimed.has(twin.id)) return { code: twin, by: 'place' }
    // At the top of the file, a name that there is once in both says enough: many programs know no hierarchy.
    if (entry.parent !== null || !unique.has(foldName(entry.name))) return null
    const named = namedLike(this.draft, { name: entry.name, id: '' } as Code).filter(
      code => isLive(code) && code.kind === kind && findCode(this.ontology, code.id),
    )
    return named.length === 1 && !this.claimed.has(named[0]!.id) ? { code: named[0]!, by: 'name' } : null
  }

  living(entry: CodebookEntry, unique: ReadonlySet<string>): void {
    const plan = (some: Partial<PlannedCode>) =>
      this.planned.set(entry.key, {
        key: entry.key,
        name: entry.name,
        parent: entry.parent,
        outOfUse: false,
        action: 'skip',
        by: null,
        code: null,
        differences: [],
        ...some,
      })
    if (this.options.choices?.get(entry.key) === 'skip') {
      plan({ by: 'choice' })
      return
    }
    const parent = this.parentIdOf(entry)
    const broader = parent === null ? undefined : findCode(this.draft, parent)
    const kind = broader?.kind ?? entry.kind ?? 'thematic'
    if (entry.kind !== null && entry.kind !== kind) this.report.add('kind-of-parent', entry.name)
    const match = this.match(entry, kind, parent, unique)
    if (!match) {
      this.create(entry, kind, parent, plan)
      return
    }
    const { code, by } = match
    this.claimed.add(code.id)
    if (code.mergedInto !== null) {
      const successor = resolveCode(this.draft, code.id)
      this.report.add('already-merged', entry.name)
      plan({
        action: successor ? 'match' : 'skip',
        by,
        code: successor && { id: successor.id, name: successor.name },
      })
      return
    }
    const restore = !isLive(code)
    if (restore && !this.try({ type: 'restore', id: code.id }, entry.name)) {
      plan({ action: 'skip', by })
      return
    }
    plan({
      action: restore ? 'restore' : 'match',
      by,
      code: { id: code.id, name: code.name },
      differences: this.reconcile(entry, code.id, parent),
    })
  }

  create(
    entry: CodebookEntry,
    kind: CodeKind,
    parent: string | null,
    plan: (some: Partial<PlannedCode>) => void,
  ): void {
    let { name, notation } = entry
    for (let n = 2; this.twinAt(name, kind, parent); n++) {
      if (n === 2) this.report.add('name-repeated', entry.name)
      name = `${cut(entry.name, MAX_NAME_LENGTH - 8)} (${n})`
    }
    if (notation && notedAs(this.draft, notation).length > 0) {
      this.report.add('notation-taken', `${entry.name}: ${notation}`)
      notation = null
    }
    const id = this.freshId(entry.identity)
    const { definition, stance, status, formerNames } = entry
    const made = this.try(
      {
        type: 'create',
        id,
        name,
        kind,
        parent,
        colour: entry.colour ?? undefined,
        definition,
        stance,
        notation,
        proposed: status === 'proposed',
        formerNames: formerNames.length > 0 ? formerNames : undefined,
      },
      entry.name,
    )
    if (!made) {
      plan({})
      return
    }
    this.claimed.add(id)
    plan({ action: 'create', code: { id, name } })
  }

  /** Where the file differs from a code that is here, and the steps for what is taken from it. */
  reconcile(entry: CodebookEntry, id: string, parent: string | null): PlannedCode['differences'] {
    const { onMatch = 'fill' } = this.options
    const differences: PlannedCode['differences'] = []
    const code = () => findCode(this.draft, id)!
    const differs = (field: ImportField, ours: string | null, theirs: string | null | undefined): boolean => {
      if (!theirs || theirs === (ours ?? '')) return false
      const taken = onMatch === 'replace' || (onMatch === 'fill' && !ours)
      differences.push({ field, ours: ours ?? '', theirs, taken })
      return taken
    }
    const untake = (field: ImportField) => {
      for (const difference of differences) if (difference.field === field) difference.taken = false
    }
    const definition: Partial<Definition> = {}
    for (const field of DEFINITION)
      if (differs(field, code().definition[field], entry.definition[field]))
        definition[field] = entry.definition[field]!
    const stance = differs('stance', code().stance, entry.stance)
    let notation = differs('notation', code().notation, entry.notation)
    if (notation && notedAs(this.draft, entry.notation!).some(other => other.id !== id)) {
      this.report.add('notation-taken', `${entry.name}: ${entry.notation}`)
      untake('notation')
      notation = false
    }
    if (Object.keys(definition).length > 0 || stance || notation)
      this.try(
        {
          type: 'define',
          id,
          definition,
          ...(stance && { stance: entry.stance }),
          ...(notation && { notation: entry.notation }),
        },
        entry.name,
      )
    if (
      differs('colour', code().colour, entry.colour) &&
      !this.try({ type: 'recolour', id, colour: entry.colour! }, entry.name)
    )
      untake('colour')
    const under = parentOf(this.draft, code())
    if ((under?.id ?? null) !== parent) {
      const theirs = parent === null ? '' : findCode(this.draft, parent)!.name
      const taken = onMatch === 'replace' && this.try({ type: 'move', id, parent }, entry.name)
      differences.push({ field: 'parent', ours: under?.name ?? '', theirs, taken })
    }
    if (
      differs('name', code().name, entry.name) &&
      !this.try({ type: 'rename', id, name: entry.name }, entry.name)
    )
      untake('name')
    return differences
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

  readonly parents = new Map<string, string | null>()

  /** Living entries, what is broader before what is narrower, each parent there and no circle left. */
  ordered(entries: readonly CodebookEntry[]): CodebookEntry[] {
    const byKey = new Map(entries.map(entry => [entry.key, entry]))
    for (const { key, name, parent } of entries) {
      const missing = parent !== null && !byKey.has(parent)
      if (missing) this.report.add('parent-missing', name || key)
      this.parents.set(key, missing ? null : parent)
    }
    const done = new Set<string>()
    const ordered: CodebookEntry[] = []
    for (const entry of entries) {
      const way = new Set<string>()
      let last = entry.key
      for (
        let key: string | null = entry.key;
        key !== null && !done.has(key);
        key = this.parents.get(key) ?? null
      ) {
        if (way.has(key)) {
          // The last one met would stand under one that stands under it.
          this.report.add('parent-circle', byKey.get(last)?.name || last)
          this.parents.set(last, null)
          break
        }
        way.add(key)
        last = key
      }
      for (const key of [...way].reverse()) {
        done.add(key)
        ordered.push({ ...byKey.get(key)!, parent: this.parents.get(key) ?? null })
      }
    }
    return ordered
  }

  dead(entry: CodebookEntry): void {
    const planned: PlannedCode = {
      key: entry.key,
      name: entry.name,
      parent: null,
      outOfUse: true,
      action: 'skip',
      by: null,
      code: null,
      differences: [],
    }
    this.planned.set(entry.key, planned)
    if (this.options.choices?.get(entry.key) === 'skip') {
      planned.by = 'choice'
      return
    }
    const id = entry.identity && this.byIdentity.get(readGuid(entry.identity) ?? entry.identity)
    if (id) {
      Object.assign(planned, {
        action: 'match',
        by: 'id',
        code: { id, name: findCode(this.draft, id)?.name ?? '' },
      })
      return
    }
    const successor = entry.mergedInto === null ? undefined : this.planned.get(entry.mergedInto)?.code
    const code = successor && findCode(this.draft, successor.id)
    const kind = code?.kind ?? entry.kind ?? 'thematic'
    const fresh = this.freshId(entry.identity)
    const notation = entry.notation && notedAs(this.draft, entry.notation).length > 0 ? null : entry.notation
    const made = this.try(
      {
        type: 'create',
        id: fresh,
        name: entry.name,
        kind,
        colour: entry.colour ?? undefined,
        definition: entry.definition,
        stance: entry.stance,
        notation,
        formerNames: entry.formerNames.length > 0 ? entry.formerNames : undefined,
        outOfUse: code
          ? { status: 'merged', into: code.id, reason: entry.reason }
          : {
              status: entry.status === 'rejected' ? 'rejected' : 'retired',
              reason: entry.reason || 'Out of use where it was imported from.',
            },
      },
      entry.name,
    )
    if (made) Object.assign(planned, { action: 'create', code: { id: fresh, name: entry.name } })
  }

  links({ relations, mappings, examples }: Codebook): void {
    const here = (key: string): Code | null => {
      const id = this.planned.get(key)?.code?.id
      return id === undefined ? null : resolveCode(this.draft, id)
    }
    const add = (where: string, known: boolean, step: StepInput) => {
      if (known) this.report.add('link-known', where)
      else this.try(step, where)
    }
    for (const { type, from, to, note } of relations) {
      const [one, other] = [here(from), here(to)]
      if (!one || !other || one.id === other.id) {
        this.report.add('link-dangling', `${type}: ${from} – ${to}`)
        continue
      }
      const known = Object.values(this.draft.relations).some(r => {
        const ends = [resolveCode(this.draft, r.from)?.id, resolveCode(this.draft, r.to)?.id]
        return r.type === type && ends.includes(one.id) && ends.includes(other.id)
      })
      add(`${one.name} – ${other.name}`, known, {
        type: 'relate',
        id: this.options.newId(),
        relation: type,
        from: one.id,
        to: other.id,
        note: cut(note, MAX_DEFINITION_LENGTH),
      })
    }
    for (const { code: key, scheme, concept, match, note } of mappings) {
      const code = here(key)
      if (!code) {
        this.report.add('link-dangling', `${key}: ${concept}`)
        continue
      }
      const known = Object.values(this.draft.mappings).some(
        m => m.scheme === scheme && m.concept === concept && resolveCode(this.draft, m.code)?.id === code.id,
      )
      add(`${code.name}: ${concept}`, known, {
        type: 'map',
        id: this.options.newId(),
        code: code.id,
        scheme,
        concept,
        match,
        note: cut(note, MAX_DEFINITION_LENGTH),
      })
    }
    for (const { code: key, fit, excerpt, note } of examples) {
      const code = here(key)
      if (!code) {
        this.report.add('link-dangling', key)
        continue
      }
      const known = Object.values(this.draft.examples).some(
        e =>
          e.excerpt.highlight === excerpt.highlight &&
          e.excerpt.member === excerpt.member &&
          e.excerpt.conversation === excerpt.conversation &&
          resolveCode(this.draft, e.code)?.id === code.id,
      )
      add(code.name, known, {
        type: 'cite',
        id: this.options.newId(),
        code: code.id,
        fit,
        excerpt,
        note: cut(note, MAX_DEFINITION_LENGTH),
      })
    }
  }
}

/** The entry with its merges followed: merged into a living one, or out of use as the end of the chain is. */
const mergedToEnd = (entry: CodebookEntry, byKey: ReadonlyMap<string, CodebookEntry>): CodebookEntry => {
  if (entry.status !== 'merged') return entry
  const way = new Set<string>([entry.key])
  let end = entry
  while (end.status === 'merged') {
    const next = end.mergedInto === null ? undefined : byKey.get(end.mergedInto)
    if (!next || way.has(next.key)) return { ...entry, status: 'retired', mergedInto: null }
    way.add(next.key)
    end = next
  }
  return isOut(end)
    ? { ...entry, status: end.status, mergedInto: null, reason: end.reason }
    : { ...entry, mergedInto: end.key }
}

const isOut = ({ status }: CodebookEntry): boolean => status !== 'adopted' && status !== 'proposed'

/**
 * What importing a codebook into an ontology would do, and the one operation that does it. A code of the file is known
 * again by its id or GUID, by its name at its place, or, at the top of the file, by a name that both have once. Nothing
 * that is here is deleted, moved or overwritten unless `onMatch` says `replace`.
 */
export const planImport = (ontology: Ontology, codebook: Codebook, options: ImportOptions): ImportPlan => {
  const planning = new Planning(ontology, options)
  const byKey = new Map(codebook.entries.map(entry => [entry.key, entry]))
  const entries = codebook.entries.map(entry => planning.fitting(mergedToEnd(entry, byKey)))
  const times = new Map<string, number>()
  for (const { name } of entries) times.set(foldName(name), (times.get(foldName(name)) ?? 0) + 1)
  const unique = new Set([...times].flatMap(([name, count]) => (count === 1 ? [name] : [])))
  for (const entry of planning.ordered(entries.filter(entry => !isOut(entry)))) planning.living(entry, unique)
  for (const entry of entries.filter(isOut)) planning.dead(entry)
  planning.links(codebook)
  const { steps, report, planned } = planning
  return {
    codes: [...planned.values()],
    operation:
      steps.length === 0
        ? null
        : { type: 'batch', id: options.newId(), title: cut(options.title.trim() || 'Import', 500), steps },
    notes: report.notes,
  }
}
