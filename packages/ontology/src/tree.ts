import { type Code, type CodeKind, isLive, type Ontology } from './code.ts'
import { findCode, resolveCode } from './resolveCode.ts'

/** One step up, for any code: a merged one leads to its successor, every other to its recorded parent. */
const stepUp = (code: Code): string | null => (code.mergedInto !== null ? code.mergedInto : code.parent)

/** The ids met on the way up from `id`, itself first, through dead codes too. */
export const upward = (ontology: Ontology, id: string | null): string[] => {
  const ids: string[] = []
  for (let at = id; at !== null; ) {
    ids.push(at)
    const code = findCode(ontology, at)
    at = code ? stepUp(code) : null
  }
  return ids
}

/**
 * The living code under which a code stands: its recorded parent, or that one's successor when it was merged, or the
 * next broader living code when it was retired. So nothing moves when a parent goes, and all is in place again when
 * it comes back. Null for a root.
 */
export const parentOf = (ontology: Ontology, code: Code): Code | null => {
  for (let at = code.parent; at !== null; ) {
    const parent = findCode(ontology, at)
    if (!parent || isLive(parent)) return parent ?? null
    at = stepUp(parent)
  }
  return null
}

type SortKey = (string | number)[]

/** Where a code sorts under its living parent: after its own children come those a merge brought along, together. */
const sortKey = (ontology: Ontology, code: Code): SortKey => {
  const key: SortKey = [code.position, code.id]
  for (let at = code.parent; at !== null; ) {
    const parent = findCode(ontology, at)
    if (!parent || isLive(parent)) break
    key.unshift(parent.mergedInto !== null ? Number.POSITIVE_INFINITY : parent.position, parent.id)
    at = stepUp(parent)
  }
  return key
}

const compareKeys = (a: SortKey, b: SortKey): number => {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] !== b[i]) return a[i]! < b[i]! ? -1 : 1
  }
  return a.length - b.length
}

interface Tree {
  /** Living children by the id of their living parent, in order. */
  below: Map<string, Code[]>
  /** Living codes without a living parent, in order. */
  roots: Code[]
}

// An ontology never changes, so its tree is computed once.
const trees = new WeakMap<Ontology['codes'], Tree>()

/** For codes that were changed in place, inside a batch. */
export const forgetTree = (codes: Ontology['codes']): void => {
  trees.delete(codes)
}

/** A living code with where it sorts; without a key where it is recorded under its living parent, as nearly all are. */
interface Placed {
  code: Code
  key: SortKey | null
}

const comparePlaced = (a: Placed, b: Placed): number => {
  if (a.key || b.key)
    return compareKeys(a.key ?? [a.code.position, a.code.id], b.key ?? [b.code.position, b.code.id])
  return a.code.position - b.code.position || (a.code.id < b.code.id ? -1 : 1)
}

const inOrder = (placed: Placed[]): Code[] => placed.sort(comparePlaced).map(({ code }) => code)

const treeOf = (ontology: Ontology): Tree => {
  const known = trees.get(ontology.codes)
  if (known) return known
  const below = new Map<string, Placed[]>()
  const top: Placed[] = []
  for (const id in ontology.codes) {
    const code = findCode(ontology, id)
    if (!code || !isLive(code)) continue
    const recorded = code.parent === null ? null : findCode(ontology, code.parent)
    const direct = !recorded || isLive(recorded)
    const parent = direct ? recorded : parentOf(ontology, code)
    const placed = { code, key: direct ? null : sortKey(ontology, code) }
    const siblings = parent ? below.get(parent.id) : top
    if (siblings) siblings.push(placed)
    else below.set(parent!.id, [placed])
  }
  const tree: Tree = { below: new Map(), roots: inOrder(top) }
  for (const [id, placed] of below) tree.below.set(id, inOrder(placed))
  trees.set(ontology.codes, tree)
  return tree
}

/** Living codes without a broader one, in order; all kinds unless one is named. */
export const roots = (ontology: Ontology, kind?: CodeKind): readonly Code[] => {
  const all = treeOf(ontology).roots
  return kind ? all.filter(code => code.kind === kind) : all
}

/** Living codes directly below `parent`, in order; the roots for null. */
export const children = (ontology: Ontology, parent: string | null): readonly Code[] =>
  parent === null ? roots(ontology) : (treeOf(ontology).below.get(parent) ?? [])

/** From the root down to the code itself; empty for an unknown id. A dead code stands where it stood. */
export const path = (ontology: Ontology, id: string): Code[] => {
  const way: Code[] = []
  let code: Code | null = findCode(ontology, id) ?? null
  while (code) {
    way.unshift(code)
    code = parentOf(ontology, code)
  }
  return way
}

/** All living codes, depth first, in order, with their depth (0 for a root). */
export function* walk(ontology: Ontology, kind?: CodeKind): Generator<{ code: Code; depth: number }> {
  const stack = roots(ontology, kind).map(code => ({ code, depth: 0 }))
  stack.reverse()
  for (let next = stack.pop(); next; next = stack.pop()) {
    yield next
    for (const code of children(ontology, next.code.id).toReversed())
      stack.push({ code, depth: next.depth + 1 })
  }
}

/** The top-level thematic code a code belongs to, after merges; null for structural, dead and unknown ones. */
export const themeOf = (ontology: Ontology, id: string): Code | null => {
  const code = resolveCode(ontology, id)
  return code?.kind === 'thematic' ? (path(ontology, code.id)[0] ?? null) : null
}
