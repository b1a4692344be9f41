import type { CodingRecord, Conversation, Passage } from '@polyphony/contract'
import type { Board, Card } from '@polyphony/document'
import { type Code, isLive, type Ontology, parentOf, resolveCode } from '@polyphony/ontology'
import { useMemo } from 'react'
import { useCodings, useConversations } from '../../api/conversations.ts'
import { excerptKey, useAllPassages } from '../../api/passages.ts'
import { paths } from '../../paths.ts'
import { boards as text } from '../../text/boards.ts'
import { abridgeWords } from '../history/abridgeWords.ts'

/** What a card says, in words for people. */
export interface CardFacts {
  kind: Card['content']['type']
  /** The name of a code, the words of an excerpt, the text of a note. */
  words: string
  /** A second, smaller line. */
  more: string
  /** `#rrggbb`; null for what has no colour of its own. */
  colour: string | null
  /** Not words of anybody, but that there are none. */
  missing: boolean
  /** Out of use in the codebook. */
  dead: boolean
  /** Where it is read in full; null for notes. */
  link: string | null
}

export type Describe = (card: Card) => CardFacts

interface Sources {
  workspace: string
  ontology: Ontology
  /** Codings of each living code. */
  counts: ReadonlyMap<string, number>
  passages: ReadonlyMap<string, Passage>
  /** Words are still on their way. */
  pending: boolean
  conversations: ReadonlyMap<string, Conversation>
}

/** Codings by the living code that they count for. */
export const countByCode = (ontology: Ontology, codings: readonly CodingRecord[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const { codes } of codings) {
    const living = new Set(codes.flatMap(code => resolveCode(ontology, code)?.id ?? []))
    for (const id of living) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}

const describeCode = ({ workspace, ontology, counts }: Sources, id: string): CardFacts => {
  const code: Code | undefined = ontology.codes[id]
  const base = { kind: 'code' as const, missing: false, dead: false }
  if (!code) return { ...base, words: text.unknownCode, more: '', colour: null, missing: true, link: null }
  const facts = { ...base, words: code.name, colour: code.colour, link: paths.code(workspace, id) }
  if (!isLive(code)) {
    const successor = resolveCode(ontology, id)
    const more = successor
      ? text.nowPartOf(successor.name)
      : code.status === 'rejected'
        ? text.rejected
        : text.retired
    return { ...facts, more, dead: true, link: paths.code(workspace, successor?.id ?? id) }
  }
  const parent = parentOf(ontology, code)
  const more = [
    code.status === 'proposed' && text.proposed,
    text.codings(counts.get(id) ?? 0),
    parent && text.under(parent.name),
  ]
  return { ...facts, more: more.filter(Boolean).join(' · ') }
}

/** What a card says. */
export const describeCard = (sources: Sources, { content, text: note }: Card): CardFacts => {
  switch (content.type) {
    case 'code':
      return describeCode(sources, content.code)
    case 'note':
      return {
        kind: 'note',
        words: note.trim() || text.emptyNote,
        more: '',
        colour: null,
        missing: note.trim() === '',
        dead: false,
        link: null,
      }
    case 'excerpt': {
      const { conversation, member, highlight } = content.excerpt
      const passage = sources.passages.get(excerptKey(content.excerpt))
      const words = passage?.turns.map(turn => turn.text).join(' … ') ?? ''
      const speakers = [...new Set(passage?.turns.map(turn => turn.speaker))].join(', ')
      const title = sources.conversations.get(conversation)?.title
      return {
        kind: 'excerpt',
        words: words || (sources.pending ? text.excerptLoading : text.excerptGone),
        more: [speakers, title].filter(Boolean).join(' · '),
        colour: null,
        missing: words === '',
        dead: false,
        link: paths.desk(sources.workspace, conversation, { member, highlight }),
      }
    }
  }
}

/** A card's words, short enough to be said in a sentence. */
export const shortName = (facts: CardFacts): string => abridgeWords(facts.words, 60)

/** Says what each card of a board says, kept up to date: codes from the codebook, words from where consent is known. */
export const useCardFacts = (workspace: string, ontology: Ontology, board: Board): Describe => {
  const { data: codings } = useCodings(workspace)
  const { data: list } = useConversations(workspace)
  const excerpts = useMemo(
    () =>
      [...board.cards.values()].flatMap(({ content }) =>
        content.type === 'excerpt' ? [excerptKey(content.excerpt)] : [],
      ),
    [board],
  )
  const { passages, pending } = useAllPassages(workspace, excerpts)
  const counts = useMemo(() => countByCode(ontology, codings ?? []), [ontology, codings])
  const conversations = useMemo(() => new Map((list ?? []).map(c => [c.id, c])), [list])
  return useMemo(() => {
    const said = new WeakMap<Card, CardFacts>()
    const sources = { workspace, ontology, counts, passages, pending, conversations }
    return card => {
      const known = said.get(card)
      if (known) return known
      const facts = describeCard(sources, card)
      said.set(card, facts)
      return facts
    }
  }, [workspace, ontology, counts, passages, pending, conversations])
}
