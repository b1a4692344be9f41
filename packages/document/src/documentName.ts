/** The Y.Docs of Polyphony: each holds what one set of people may write (ADR 0001). */
export type DocumentRef =
  | { kind: 'transcript'; conversation: string }
  | { kind: 'layer'; conversation: string; member: string }
  | { kind: 'curation'; conversation: string }
  | { kind: 'ontology'; workspace: string }
  | { kind: 'finding'; finding: string }
  | { kind: 'board'; board: string }

export type DocumentKind = DocumentRef['kind']

const ID = /^[0-9A-Za-z]{1,32}$/

/** The name under which the collaboration server knows a document, e.g. `layer/7GhT…/k2Lm…`. */
export const documentName = (ref: DocumentRef): string => {
  switch (ref.kind) {
    case 'layer':
      return `layer/${ref.conversation}/${ref.member}`
    case 'transcript':
    case 'curation':
      return `${ref.kind}/${ref.conversation}`
    case 'ontology':
      return `ontology/${ref.workspace}`
    case 'finding':
      return `finding/${ref.finding}`
    case 'board':
      return `board/${ref.board}`
  }
}

/** Reads a document's name; null for anything that is not one. */
export const parseDocumentName = (name: string): DocumentRef | null => {
  const [kind, first, second, ...rest] = name.split('/')
  if (rest.length > 0 || first === undefined || !ID.test(first)) return null
  if (kind === 'layer') {
    return second !== undefined && ID.test(second) ? { kind, conversation: first, member: second } : null
  }
  if (second !== undefined) return null
  if (kind === 'transcript' || kind === 'curation') return { kind, conversation: first }
  if (kind === 'ontology') return { kind, workspace: first }
  if (kind === 'finding') return { kind, finding: first }
  if (kind === 'board') return { kind, board: first }
  return null
}
