import type { CodingRecord } from '@polyphony/contract'
import type { Board, Outcome } from '@polyphony/document'
import { newId } from '@polyphony/document'
import {
  applyOperation,
  type Code,
  type CodeUse,
  type ExcerptRef,
  type Ontology,
  OntologyError,
  type OperationInput,
  parentOf,
  path,
  resolveCode,
  type StepInput,
} from '@polyphony/ontology'
import { cardsByCluster } from './geometry.ts'

/** What lies in a cluster, as far as the codebook is concerned. */
export interface ClusterContent {
  /** Living thematic codes, merges followed, in reading order. */
  codes: Code[]
  excerpts: ExcerptRef[]
  /** Sections of the guide, which stand under no theme. */
  structural: Code[]
  /** Names of codes out of use. */
  dead: string[]
  notes: number
}

export const contentOf = (board: Board, ontology: Ontology, cluster: string): ClusterContent => {
  const content: ClusterContent = { codes: [], excerpts: [], structural: [], dead: [], notes: 0 }
  for (const card of cardsByCluster(board).get(cluster) ?? []) {
    if (card.content.type === 'note') content.notes++
    else if (card.content.type === 'excerpt') content.excerpts.push(card.content.excerpt)
    else {
      const code = resolveCode(ontology, card.content.code)
      if (!code) {
        const { name } = ontology.codes[card.content.code] ?? {}
        if (name) content.dead.push(name)
        continue
      }
      const list = code.kind === 'thematic' ? content.codes : content.structural
      if (!list.some(({ id }) => id === code.id)) list.push(code)
    }
  }
  return content
}

/** What a cluster is to become. */
export type Becoming =
  | { type: 'theme'; id: string; name: string; colour: string; definition: string; cite: boolean }
  | { type: 'parent'; code: string; cite: boolean }
  | { type: 'merge'; code: string; reason: string; cite: boolean }

/** The code that a cluster becomes. */
export const codeOf = (becoming: Becoming): string =>
  becoming.type === 'theme' ? becoming.id : becoming.code

const citing = (content: ClusterContent, code: string, ontology: Ontology): StepInput[] => {
  const cited = new Set(
    Object.values(ontology.examples)
      .filter(example => example.code === code)
      .map(({ excerpt }) => JSON.stringify([excerpt.conversation, excerpt.member, excerpt.highlight])),
  )
  return content.excerpts
    .filter(e => !cited.has(JSON.stringify([e.conversation, e.member, e.highlight])))
    .map(excerpt => ({ type: 'cite', id: newId(), code, fit: 'typical', excerpt }))
}

/** Puts codes under another one. Where that one stands below one of them it is lifted to where that one stands first. */
const gather = (ontology: Ontology, codes: readonly Code[], parent: string): StepInput[] => {
  const above = path(ontology, parent).map(({ id }) => id)
  const highest = above.find(id => id !== parent && codes.some(code => code.id === id))
  const lift: StepInput[] = highest
    ? [{ type: 'move', id: parent, parent: parentOf(ontology, ontology.codes[highest]!)?.id ?? null }]
    : []
  const moves = codes
    .filter(code => parentOf(ontology, code)?.id !== parent)
    .map((code): StepInput => ({ type: 'move', id: code.id, parent }))
  return [...lift, ...moves]
}

/** All of what a cluster becomes as one act with a title; null where there is nothing to do. */
export const becomingOperation = (
  ontology: Ontology,
  content: ClusterContent,
  becoming: Becoming,
  title: string,
): OperationInput | null => {
  const code = codeOf(becoming)
  const others = content.codes.filter(({ id }) => id !== code)
  const steps: StepInput[] = []
  switch (becoming.type) {
    case 'theme': {
      const { id, name, colour, definition } = becoming
      const short = definition.trim()
      steps.push({ type: 'create', id, name, colour, ...(short && { definition: { short } }) })
      steps.push(...others.map((other): StepInput => ({ type: 'move', id: other.id, parent: id })))
      break
    }
    case 'parent':
      steps.push(...gather(ontology, others, code))
      break
    case 'merge':
      if (others.length > 0)
        steps.push({
          type: 'merge',
          ids: others.map(({ id }) => id),
          into: code,
          reason: becoming.reason.trim() || null,
        })
  }
  if (becoming.cite) steps.push(...citing(content, code, ontology))
  return steps.length > 0 ? { type: 'batch', id: newId(), title, steps } : null
}

/** Why the codebook would refuse it; null when it would go through. */
export const refusalOf = (ontology: Ontology, operation: OperationInput): string | null => {
  try {
    applyOperation(ontology, operation, { actor: '', at: new Date().toISOString() })
    return null
  } catch (error) {
    if (error instanceof OntologyError) return error.message
    throw error
  }
}

/** Codings as a merge's preview counts them. */
export const usesOf = (codings: readonly CodingRecord[]): CodeUse[] =>
  codings.flatMap(({ codes, member, conversation, highlight, start, end }) =>
    codes.map(code => ({
      code,
      member,
      conversation,
      highlight,
      ...(start !== null && end !== null && { from: start, to: end }),
    })),
  )

/** Whether what a cluster became is still so in the codebook. */
export const stillStands = (
  ontology: Ontology,
  { type, code, from }: Pick<Outcome, 'type' | 'code' | 'from'>,
): boolean => {
  const living = resolveCode(ontology, code)
  if (!living) return false
  switch (type) {
    case 'theme':
      return true
    case 'merge':
      return from.some(id => resolveCode(ontology, id)?.id === living.id)
    case 'parent':
      return from.some(id => {
        const one = resolveCode(ontology, id)
        return (
          one !== null && path(ontology, one.id).some(above => above.id === living.id && above.id !== one.id)
        )
      })
  }
}
