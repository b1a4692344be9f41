import { type Code, type CodeKind, children, type Ontology, parentOf, roots, walk } from '@polyphony/ontology'

/** A code as a row of the tree. */
export interface CodeRow {
  code: Code
  /** 0 for a root. */
  depth: number
  hasChildren: boolean
  expanded: boolean
  /** Place among its siblings, from 1, and how many there are. */
  place: number
  siblings: number
  /** It was asked for; false for what is shown because something asked for stands below it. */
  matched: boolean
}

interface RowsAsked {
  /** Codes below these are left out; while something is asked for nothing is collapsed. */
  collapsed: ReadonlySet<string>
  /** Ids of the codes asked for, shown with all that stands above them; null for all. */
  only?: ReadonlySet<string> | null
  /** The order of siblings, where it is not their places. */
  compare?: ((a: Code, b: Code) => number) | null
}

/** The codes asked for and all that stands above them. */
const withAbove = (ontology: Ontology, only: ReadonlySet<string>): Set<string> => {
  const shown = new Set<string>()
  for (const id of only)
    for (
      let code: Code | null = ontology.codes[id] ?? null;
      code && !shown.has(code.id);
      code = parentOf(ontology, code)
    )
      shown.add(code.id)
  return shown
}

/** The rows a tree shows, depth first. */
export const codeRows = (
  ontology: Ontology,
  kind: CodeKind,
  { collapsed, only = null, compare = null }: RowsAsked,
): CodeRow[] => {
  const shown = only && withAbove(ontology, only)
  const rows: CodeRow[] = []
  const add = (codes: readonly Code[], depth: number) => {
    const kept = shown ? codes.filter(code => shown.has(code.id)) : codes
    const visible = compare ? kept.toSorted(compare) : kept
    for (const [i, code] of visible.entries()) {
      const below = children(ontology, code.id)
      const hasChildren = shown ? below.some(c => shown.has(c.id)) : below.length > 0
      const expanded = hasChildren && (shown !== null || !collapsed.has(code.id))
      const matched = only === null || only.has(code.id)
      rows.push({ code, depth, hasChildren, expanded, place: i + 1, siblings: visible.length, matched })
      if (expanded) add(below, depth + 1)
    }
  }
  add(roots(ontology, kind), 0)
  return rows
}

export interface Place {
  parent: string | null
  /** Directly before this sibling, or last. */
  before: string | null
}

/** Living codes among these ids, in the order of the tree, without those that stand below another of them. */
export const topmost = (ontology: Ontology, ids: Iterable<string>): Code[] => {
  const chosen = new Set(ids)
  const found: Code[] = []
  let below = Number.POSITIVE_INFINITY
  for (const { code, depth } of walk(ontology)) {
    if (depth > below) continue
    below = Number.POSITIVE_INFINITY
    if (!chosen.has(code.id)) continue
    found.push(code)
    below = depth
  }
  return found
}

const siblingsUnder = (ontology: Ontology, kind: CodeKind, parent: string | null): string[] =>
  (parent === null ? roots(ontology, kind) : children(ontology, parent)).map(code => code.id)

/**
 * May these codes stand under that one (null: at the top)? Not under themselves, nor in another kind's tree. Asked of
 * one place after the other.
 */
export const mayStandUnder = (
  ontology: Ontology,
  ids: readonly string[],
): ((parent: string | null) => boolean) => {
  const going = new Set(ids)
  const kinds = new Set(ids.map(id => ontology.codes[id]?.kind))
  return parent => {
    if (parent === null) return true
    const broader = ontology.codes[parent]
    if (!broader || [...kinds].some(kind => kind !== broader.kind)) return false
    for (let code: Code | null = broader; code; code = parentOf(ontology, code))
      if (going.has(code.id)) return false
    return true
  }
}

/** A place, where it is one that these codes may take and do not have already. */
const ifChanged = (ontology: Ontology, codes: readonly Code[], place: Place): Place | null => {
  const ids = codes.map(code => code.id)
  const going = new Set(ids)
  const kind = codes[0]?.kind
  if (!kind || codes.some(code => code.kind !== kind) || !mayStandUnder(ontology, ids)(place.parent))
    return null
  const now = siblingsUnder(ontology, kind, place.parent)
  const rest = now.filter(id => !going.has(id))
  const at = place.before === null ? rest.length : rest.indexOf(place.before)
  if (at < 0) return null
  const after = rest.toSpliced(at, 0, ...ids)
  return after.length === now.length && after.every((id, i) => id === now[i]) ? null : place
}

export type Zone = 'before' | 'into' | 'first' | 'after'

/**
 * Where codes dropped on another one would go; null where they cannot, or stand already. Asked at every move of a
 * pointer: what does not change with it is looked up once.
 */
export const dropPlace = (
  ontology: Ontology,
  ids: Iterable<string>,
): ((over: string, zone: Zone) => Place | null) => {
  const codes = topmost(ontology, ids)
  const going = new Set(codes.map(code => code.id))
  return (over, zone) => {
    const target = ontology.codes[over]
    if (!target || codes.some(code => code.id === over || code.kind !== target.kind)) return null
    const inside = zone === 'into' || zone === 'first'
    const parent = inside ? over : (parentOf(ontology, target)?.id ?? null)
    const siblings = siblingsUnder(ontology, target.kind, parent)
    const from =
      zone === 'first'
        ? 0
        : zone === 'into'
          ? siblings.length
          : siblings.indexOf(over) + (zone === 'after' ? 1 : 0)
    const before = siblings.slice(from).find(id => !going.has(id)) ?? null
    return ifChanged(ontology, codes, { parent, before })
  }
}

export type Shift = 'up' | 'down' | 'in' | 'out'

/**
 * Where codes would go one step up or down among their siblings, under the sibling above them, or out beside what they
 * stand under. Null where there is no such place, or where they do not stand together.
 */
export const shiftPlace = (ontology: Ontology, ids: Iterable<string>, shift: Shift): Place | null => {
  const codes = topmost(ontology, ids)
  const [first] = codes
  if (!first) return null
  const broader = parentOf(ontology, first)
  const parent = broader?.id ?? null
  if (codes.some(code => code.kind !== first.kind || (parentOf(ontology, code)?.id ?? null) !== parent))
    return null
  const going = new Set(codes.map(code => code.id))
  const siblings = siblingsUnder(ontology, first.kind, parent)
  const above = siblings.slice(0, siblings.indexOf(first.id)).findLast(id => !going.has(id))
  const below = siblings.slice(siblings.indexOf(codes.at(-1)!.id) + 1).filter(id => !going.has(id))
  const place = (): Place | null => {
    switch (shift) {
      case 'up':
        return above === undefined ? null : { parent, before: above }
      case 'down':
        return below.length === 0 ? null : { parent, before: below[1] ?? null }
      case 'in':
        return above === undefined ? null : { parent: above, before: null }
      case 'out': {
        if (!broader) return null
        const outer = parentOf(ontology, broader)?.id ?? null
        const beside = siblingsUnder(ontology, first.kind, outer)
        return { parent: outer, before: beside[beside.indexOf(broader.id) + 1] ?? null }
      }
    }
  }
  const to = place()
  return to && ifChanged(ontology, codes, to)
}

/** Codings with a code itself, and with all that stands below it. */
export interface CodeCounts {
  own: number
  below: number
}
