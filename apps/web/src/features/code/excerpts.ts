import type { CodingRecord } from '@polyphony/contract'
import { type Code, type Ontology, successorOf } from '@polyphony/ontology'
import { excerptKey } from '../../api/passages.ts'

export interface Match {
  code: string
  at: string
  codings: { applied: string; codes: readonly string[] }[]
}

/** A highlight to which a code was applied, with everything that was said of it by its author. */
export interface Excerpt {
  /** `<conversation>/<member>/<highlight>` */
  key: string
  conversation: string
  member: string
  highlight: string
  /** Which of the codes asked for it counts as, since when, and by which codings of its author. */
  matched: Match[]
  passages: CodingRecord['passages']
  /** Seconds. */
  start: number | null
  end: number | null
}

/** What narrows a list of excerpts; null lets everything through. */
export interface ExcerptFilter {
  group: string | null
  conversation: string | null
  /** The name: in every conversation speakers have ids of their own. */
  speaker: string | null
  member: string | null
  /** A code that lies on some of the same words, whoever applied it. */
  with: string | null
}

export const NO_FILTER: ExcerptFilter = {
  group: null,
  conversation: null,
  speaker: null,
  member: null,
  with: null,
}

/** The code that an id stands for: the end of its merges, retired or not. Asked once for each id. */
const successors = (ontology: Ontology) => {
  const known = new Map<string, Code | undefined>()
  return (id: string): Code | undefined => {
    if (!known.has(id)) known.set(id, successorOf(ontology, id))
    return known.get(id)
  }
}

/** The excerpts of some codes, merges followed, in no order. */
export const gatherExcerpts = (
  ontology: Ontology,
  codings: readonly CodingRecord[],
  codes: ReadonlySet<string>,
): Excerpt[] => {
  const codeOf = successors(ontology)
  const excerpts = new Map<string, Excerpt>()
  for (const coding of codings) {
    for (const id of coding.codes) {
      const code = codeOf(id)?.id
      if (code === undefined || !codes.has(code)) continue
      const key = excerptKey(coding)
      let excerpt = excerpts.get(key)
      if (!excerpt) {
        const { conversation, member, highlight, passages, start, end } = coding
        excerpt = { key, conversation, member, highlight, matched: [], passages, start, end }
        excerpts.set(key, excerpt)
      }
      const earlier = excerpt.matched.find(one => one.code === code)
      const { applied, codes: counted, createdAt: at } = coding
      if (!earlier) excerpt.matched.push({ code, at, codings: [{ applied, codes: counted }] })
      else {
        // Applied under two names that became one: since the first of them.
        earlier.codings.push({ applied, codes: counted })
        if (at < earlier.at) earlier.at = at
      }
    }
  }
  return [...excerpts.values()]
}

/** The excerpts to which some codes were applied, and which leads decided not to count at all. */
export const gatherRejected = (
  ontology: Ontology,
  codings: readonly CodingRecord[],
  codes: ReadonlySet<string>,
): Excerpt[] => {
  const rejected = codings.filter(coding => coding.codes.length === 0)
  const applied = rejected.map(coding => ({ ...coding, codes: [coding.applied] }))
  return gatherExcerpts(ontology, applied, codes).map(excerpt => ({
    ...excerpt,
    matched: excerpt.matched.map(match => ({
      ...match,
      codings: match.codings.map(coding => ({ ...coding, codes: [] })),
    })),
  }))
}

/**
 * The other living codes on some of the same words, whoever applied them, by excerpt key. Sections of the guide are left
 * out: they lie over everything.
 */
export const overlapsOf = (
  ontology: Ontology,
  codings: readonly CodingRecord[],
  excerpts: readonly Excerpt[],
  except: ReadonlySet<string>,
): Map<string, Set<string>> => {
  const codeOf = successors(ontology)
  const wanted = new Set(
    excerpts.flatMap(({ conversation, passages }) => passages.map(p => `${conversation}/${p.turn}`)),
  )
  const inTurn = new Map<string, { from: number; to: number; codes: string[] }[]>()
  for (const { conversation, passages, codes } of codings) {
    const others = codes.flatMap(id => {
      const code = codeOf(id)
      const counts = code?.kind === 'thematic' && (code.status === 'adopted' || code.status === 'proposed')
      return counts && !except.has(code.id) ? [code.id] : []
    })
    if (others.length === 0) continue
    for (const { turn, from, to } of passages) {
      const key = `${conversation}/${turn}`
      if (!wanted.has(key)) continue
      const list = inTurn.get(key)
      if (list) list.push({ from, to, codes: others })
      else inTurn.set(key, [{ from, to, codes: others }])
    }
  }
  return new Map(
    excerpts.map(({ key, conversation, passages }) => {
      const found = new Set<string>()
      for (const { turn, from, to } of passages)
        for (const other of inTurn.get(`${conversation}/${turn}`) ?? [])
          if (other.from < to && other.to > from) for (const code of other.codes) found.add(code)
      return [key, found]
    }),
  )
}

/** What the filters ask of an excerpt beyond itself. */
export interface ExcerptFacts {
  groupOf: (conversation: string) => string | null
  speakersOf: (excerpt: Excerpt) => ReadonlySet<string>
  overlaps: ReadonlyMap<string, ReadonlySet<string>>
}

export const passes = (excerpt: Excerpt, filter: ExcerptFilter, facts: ExcerptFacts): boolean =>
  (filter.group === null || facts.groupOf(excerpt.conversation) === filter.group) &&
  (filter.conversation === null || excerpt.conversation === filter.conversation) &&
  (filter.member === null || excerpt.member === filter.member) &&
  (filter.speaker === null || facts.speakersOf(excerpt).has(filter.speaker)) &&
  (filter.with === null || (facts.overlaps.get(excerpt.key)?.has(filter.with) ?? false))

/** Conversation by conversation, in each as they are spoken; what has no time comes last, the oldest first. */
export const orderExcerpts = (excerpts: readonly Excerpt[], conversations: readonly string[]): Excerpt[] => {
  const place = new Map(conversations.map((id, i) => [id, i]))
  const last = conversations.length
  return excerpts.toSorted(
    (a, b) =>
      (place.get(a.conversation) ?? last) - (place.get(b.conversation) ?? last) ||
      (a.conversation < b.conversation ? -1 : a.conversation > b.conversation ? 1 : 0) ||
      (a.start ?? Number.POSITIVE_INFINITY) - (b.start ?? Number.POSITIVE_INFINITY) ||
      (a.matched[0]!.at < b.matched[0]!.at ? -1 : 1),
  )
}

/** How many excerpts each choice of a filter would leave if it alone were set, the most frequent first. */
export const countChoices = (
  excerpts: readonly Excerpt[],
  facts: ExcerptFacts,
): Record<keyof ExcerptFilter, [value: string, count: number][]> => {
  const counts: Record<keyof ExcerptFilter, Map<string, number>> = {
    group: new Map(),
    conversation: new Map(),
    speaker: new Map(),
    member: new Map(),
    with: new Map(),
  }
  const add = (of: keyof ExcerptFilter, value: string | null) => {
    if (value !== null) counts[of].set(value, (counts[of].get(value) ?? 0) + 1)
  }
  for (const excerpt of excerpts) {
    add('group', facts.groupOf(excerpt.conversation))
    add('conversation', excerpt.conversation)
    add('member', excerpt.member)
    for (const speaker of facts.speakersOf(excerpt)) add('speaker', speaker)
    for (const code of facts.overlaps.get(excerpt.key) ?? []) add('with', code)
  }
  const sorted = (of: keyof ExcerptFilter) =>
    [...counts[of]].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  return {
    group: sorted('group'),
    conversation: sorted('conversation'),
    speaker: sorted('speaker'),
    member: sorted('member'),
    with: sorted('with'),
  }
}
