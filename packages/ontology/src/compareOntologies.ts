import {
  type Code,
  type CodeKind,
  type CodeStatus,
  type Definition,
  type Example,
  isLive,
  type Mapping,
  type Ontology,
  type RelationType,
} from './code.ts'
import type { NamedCode } from './operationFacts.ts'
import { own } from './own.ts'
import { sameValue } from './sameValue.ts'
import { children, parentOf, roots } from './tree.ts'

/** One difference between two states of an ontology, as data; codes are called as in the later one. */
export type OntologyChange =
  | { change: 'created' | 'removed'; code: NamedCode; under: NamedCode | null; status: CodeStatus }
  | { change: 'renamed'; code: NamedCode; from: string; to: string }
  | { change: 'moved'; code: NamedCode; from: NamedCode | null; to: NamedCode | null }
  /** It names what the other kind names. */
  | { change: 'recast'; code: NamedCode; from: CodeKind; to: CodeKind }
  /** The codes that stand there in both stand in another order. */
  | { change: 'reordered'; under: NamedCode | null; kind: CodeKind }
  | {
      change: 'defined'
      code: NamedCode
      field: keyof Definition | 'stance' | 'notation'
      from: string | null
      to: string | null
    }
  | { change: 'recoloured'; code: NamedCode; from: string; to: string }
  | { change: 'merged'; code: NamedCode; into: NamedCode; reason: string | null }
  | { change: 'unmerged'; code: NamedCode; from: NamedCode; status: CodeStatus }
  | { change: 'split'; code: NamedCode; into: NamedCode[] }
  | { change: 'settled'; code: NamedCode; from: CodeStatus; to: CodeStatus; reason: string | null }
  | {
      change: 'related' | 'unrelated'
      type: RelationType
      from: NamedCode
      to: NamedCode
      note: string
    }
  | { change: 'mapped' | 'unmapped'; code: NamedCode; mapping: Mapping }
  | { change: 'cited' | 'uncited'; code: NamedCode; example: Example }

const DEFINITION: (keyof Definition)[] = ['short', 'full', 'whenToUse', 'whenNotToUse']

/** What differs from one state of an ontology to another: codes first, in the order of their ids, then links. */
export const compareOntologies = (before: Ontology, after: Ontology): OntologyChange[] => {
  const called = (id: string): NamedCode => ({
    id,
    name: (own(after.codes, id) ?? own(before.codes, id))?.name ?? id,
  })
  const maybe = (code: Code | null): NamedCode | null => code && called(code.id)
  const changes: OntologyChange[] = []

  const compareCode = (was: Code, is: Code) => {
    const code = called(is.id)
    if (was.name !== is.name) changes.push({ change: 'renamed', code, from: was.name, to: is.name })
    if (was.kind !== is.kind) changes.push({ change: 'recast', code, from: was.kind, to: is.kind })
    if (was.parent !== is.parent)
      changes.push({
        change: 'moved',
        code,
        from: maybe(parentOf(before, was)),
        to: maybe(parentOf(after, is)),
      })
    for (const field of DEFINITION) {
      const [from, to] = [was.definition[field], is.definition[field]]
      if (from !== to) changes.push({ change: 'defined', code, field, from, to })
    }
    for (const field of ['stance', 'notation'] as const)
      if (was[field] !== is[field])
        changes.push({ change: 'defined', code, field, from: was[field], to: is[field] })
    if (was.colour !== is.colour)
      changes.push({ change: 'recoloured', code, from: was.colour, to: is.colour })
    const parts = is.splitInto.filter(id => !was.splitInto.includes(id))
    if (parts.length > 0) changes.push({ change: 'split', code, into: parts.map(called) })
    if (was.mergedInto !== is.mergedInto) {
      changes.push(
        is.mergedInto !== null
          ? { change: 'merged', code, into: called(is.mergedInto), reason: is.reason }
          : { change: 'unmerged', code, from: called(was.mergedInto!), status: is.status },
      )
    } else if (was.status !== is.status)
      changes.push({ change: 'settled', code, from: was.status, to: is.status, reason: is.reason })
  }

  const ids = [...new Set([...Object.keys(before.codes), ...Object.keys(after.codes)])].sort()
  for (const id of ids) {
    const was = own(before.codes, id)
    const is = own(after.codes, id)
    if (was && is) {
      if (was !== is) compareCode(was, is)
    } else if (is)
      changes.push({
        change: 'created',
        code: called(id),
        under: maybe(parentOf(after, is)),
        status: is.status,
      })
    else if (was)
      changes.push({
        change: 'removed',
        code: called(id),
        under: maybe(parentOf(before, was)),
        status: was.status,
      })
  }

  const compareOrder = (under: Code | null, kind: CodeKind, one: readonly Code[], other: readonly Code[]) => {
    const there = new Set(other.map(code => code.id))
    const here = new Set(one.map(code => code.id))
    const [was, is] = [one.filter(code => there.has(code.id)), other.filter(code => here.has(code.id))]
    if (was.some((code, i) => code.id !== is[i]?.id))
      changes.push({ change: 'reordered', under: maybe(under), kind })
  }
  for (const kind of ['thematic', 'structural'] as const)
    compareOrder(null, kind, roots(before, kind), roots(after, kind))
  for (const id of ids) {
    const code = own(after.codes, id)
    if (code && isLive(code)) compareOrder(code, code.kind, children(before, id), children(after, id))
  }

  const links = <T>(
    was: Record<string, T>,
    is: Record<string, T>,
    tell: (record: T, came: boolean) => void,
  ) => {
    for (const id of [...new Set([...Object.keys(was), ...Object.keys(is)])].sort()) {
      const [one, other] = [own(was, id), own(is, id)]
      if (sameValue(one, other)) continue
      if (one) tell(one, false)
      if (other) tell(other, true)
    }
  }
  links(before.relations, after.relations, ({ type, from, to, note }, came) => {
    changes.push({ change: came ? 'related' : 'unrelated', type, from: called(from), to: called(to), note })
  })
  links(before.mappings, after.mappings, (mapping, came) => {
    changes.push({ change: came ? 'mapped' : 'unmapped', code: called(mapping.code), mapping })
  })
  links(before.examples, after.examples, (example, came) => {
    changes.push({ change: came ? 'cited' : 'uncited', code: called(example.code), example })
  })
  return changes
}

const quote = (code: NamedCode): string => `“${code.name}”`
const place = (code: NamedCode | null): string => (code ? `under ${quote(code)}` : 'at the top level')
const FIELD: Record<keyof Definition | 'stance' | 'notation', string> = {
  short: 'short definition',
  full: 'full definition',
  whenToUse: 'when to use',
  whenNotToUse: 'when not to use',
  stance: 'stance',
  notation: 'notation',
}

/** One difference as an English sentence. Other languages build on the difference itself. */
export const describeChange = (change: OntologyChange): string => {
  switch (change.change) {
    case 'created':
      return `${quote(change.code)} is new, ${place(change.under)}.`
    case 'removed':
      return `${quote(change.code)} is gone; it stood ${place(change.under)}.`
    case 'renamed':
      return `“${change.from}” is called “${change.to}”.`
    case 'recast':
      return `${quote(change.code)} is ${change.to}; it was ${change.from}.`
    case 'moved':
      return `${quote(change.code)} stands ${place(change.to)}; it stood ${place(change.from)}.`
    case 'reordered':
      return change.under
        ? `The codes under ${quote(change.under)} stand in another order.`
        : `The ${change.kind} codes at the top level stand in another order.`
    case 'defined':
      return `${quote(change.code)}, ${FIELD[change.field]}: ${change.to ? `“${change.to}”` : 'nothing'}; it was ${change.from ? `“${change.from}”` : 'nothing'}.`
    case 'recoloured':
      return `${quote(change.code)} has another colour.`
    case 'merged':
      return `${quote(change.code)} is merged into ${quote(change.into)}.`
    case 'unmerged':
      return `${quote(change.code)} is a code of its own again; it was merged into ${quote(change.from)}.`
    case 'split':
      return `${quote(change.code)} is split into ${change.into.map(quote).join(', ')}.`
    case 'settled':
      return `${quote(change.code)} is ${change.to}; it was ${change.from}.`
    case 'related':
      return `There is a ${change.type} between ${quote(change.from)} and ${quote(change.to)}.`
    case 'unrelated':
      return `There is no ${change.type} between ${quote(change.from)} and ${quote(change.to)} any more.`
    case 'mapped':
      return `${quote(change.code)} is mapped to ${change.mapping.concept}.`
    case 'unmapped':
      return `${quote(change.code)} is not mapped to ${change.mapping.concept} any more.`
    case 'cited':
      return `${quote(change.code)} has another ${change.example.fit} example.`
    case 'uncited':
      return `${quote(change.code)} has one ${change.example.fit} example less.`
  }
}
