import { type DuplicateReason, type Ontology, suggestDuplicates } from '@polyphony/ontology'

/** What the page asks: a codebook, and the excerpts of each code. */
export interface AskedForDuplicates {
  ontology: Ontology
  excerpts: Map<string, Set<string>>
  limit: number
}

/** A pair by its ids. */
export interface SuggestedPair {
  a: string
  b: string
  reasons: DuplicateReason[]
}

// Comparing twenty thousand codes takes seconds: it is done beside the page.
self.addEventListener('message', ({ data }: MessageEvent<AskedForDuplicates>) => {
  const { ontology, excerpts, limit } = data
  const pairs = suggestDuplicates(ontology, { excerpts, limit })
  self.postMessage(pairs.map(({ a, b, reasons }): SuggestedPair => ({ a: a.id, b: b.id, reasons })))
})
