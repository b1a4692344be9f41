import {
  type Code,
  type CodeKind,
  children,
  type Ontology,
  parentOf,
  path,
  resolveCode,
  roots,
  searchCodes,
} from '@polyphony/ontology'

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
}

/**
 * The rows a tree shows, depth first. Codes below a collapsed one are left out. With a query, what matches is shown
 * with all that stands above it, and nothing is collapsed.
 */
export const codeRows = (
  ontology: Ontology,
  kind: CodeKind,
  collapsed: ReadonlySet<string>,
  query = '',
): CodeRow[] => {
  const asked = query.trim()
  const shown = asked
    ? new Set(searchCodes(ontology, asked).flatMap(({ code }) => path(ontology, code.id).map(c => c.id)))
    : null
  const rows: CodeRow[] = []
  const add = (codes: readonly Code[], depth: number) => {
    const visible = shown ? codes.filter(code => shown.has(code.id)) : codes
    visible.forEach((code, i) => {
      const below = children(ontology, code.id)
      const hasChildren = shown ? below.some(c => shown.has(c.id)) : below.length > 0
      const expanded = hasChildren && (shown !== null || !collapsed.has(code.id))
      rows.push({ code, depth, hasChildren, expanded, place: i + 1, siblings: visible.length })
      if (expanded) add(below, depth + 1)
    })
  }
  add(roots(ontology, kind), 0)
  return rows
}

export interface Place {
  parent: string | null
  /** Directly before this sibling, or last. */
  before: string | null
}

/** May a code stand under that one (null: at the top)? Not under itself or what stands below it, nor in another kind's tree. */
export const mayStandUnder = (ontology: Ontology, code: Code, parent: string | null): boolean => {
  if (parent === null) return true
  const broader = ontology.codes[parent]
  return broader?.kind === code.kind && !path(ontology, parent).some(c => c.id === code.id)
}

/** Where a code dropped on another one would go; null where it cannot, or stands already. */
export const dropPlace = (
  ontology: Ontology,
  dragged: string,
  over: string,
  zone: 'before' | 'into' | 'after',
): Place | null => {
  const code = ontology.codes[dragged]
  const target = ontology.codes[over]
  if (!code || !target || dragged === over) return null
  const parent = zone === 'into' ? over : (parentOf(ontology, target)?.id ?? null)
  if (code.kind !== target.kind || !mayStandUnder(ontology, code, parent)) return null
  const siblings = (parent === null ? roots(ontology, code.kind) : children(ontology, parent)).map(c => c.id)
  const rest = siblings.filter(id => id !== dragged)
  const before = zone === 'into' ? null : zone === 'before' ? over : (rest[rest.indexOf(over) + 1] ?? null)
  const at = siblings.indexOf(dragged)
  if (at >= 0 && (siblings[at + 1] ?? null) === before) return null
  return { parent, before }
}

export interface CodeCounts {
  /** Codings with the code itself, merged ones included. */
  own: number
  /** And with all that stands below it. */
  below: number
}

/** Codings by living code; those of merged codes count for their successor. */
export const countsByCode = (
  ontology: Ontology,
  counts: readonly { code: string; codings: number }[],
): Map<string, CodeCounts> => {
  const result = new Map<string, CodeCounts>()
  const at = (id: string): CodeCounts => {
    const known = result.get(id)
    if (known) return known
    const fresh = { own: 0, below: 0 }
    result.set(id, fresh)
    return fresh
  }
  for (const { code, codings } of counts) {
    const living = resolveCode(ontology, code)
    if (!living) continue
    at(living.id).own += codings
    for (const { id } of path(ontology, living.id)) at(id).below += codings
  }
  return result
}
