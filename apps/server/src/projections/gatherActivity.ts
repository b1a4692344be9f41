import type { ActivityEntry } from '@polyphony/contract'

/** One thing somebody did, before what belongs together is gathered. */
export interface Deed {
  kind: ActivityEntry['kind']
  member: string | null
  /** Milliseconds since 1970. */
  at: number
  conversation?: string | null
  finding?: string | null
  about?: string | null
  highlight?: string | null
  words?: string | null
}

/** Deeds of one kind by one person at one place belong together while the pauses between them are shorter. */
const PAUSE_MS = 45 * 60_000
/** Deeds that each stand for themselves. */
const SINGLE: ReadonlySet<ActivityEntry['kind']> = new Set([
  'imported',
  'finding',
  'reviewed',
  'assigned',
  'finished',
])

type Gathered = Omit<ActivityEntry, 'title'>

/** Gathers deeds into entries, the newest first. Pure: the same deeds give the same entries, whatever their order. */
export const gatherActivity = (deeds: readonly Deed[]): Gathered[] => {
  const open = new Map<string, Deed[]>()
  const groups: Deed[][] = []
  for (const deed of [...deeds].sort((a, b) => b.at - a.at || (keyOf(a) < keyOf(b) ? -1 : 1))) {
    const key = keyOf(deed)
    const group = open.get(key)
    if (group && !SINGLE.has(deed.kind) && group.at(-1)!.at - deed.at <= PAUSE_MS) group.push(deed)
    else {
      const begun = [deed]
      open.set(key, begun)
      groups.push(begun)
    }
  }
  return groups.map(entryOf).sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? 1 : -1))
}

const keyOf = ({ kind, member, conversation, finding, about }: Deed): string =>
  [kind, member, conversation, finding, kind === 'assigned' ? about : null].join(' ')

const entryOf = (deeds: Deed[]): Gathered => {
  const last = deeds[0]!
  const first = deeds.at(-1)!
  // A highlight that got three codes is one passage.
  const passages = new Set(deeds.map(({ highlight }) => highlight))
  return {
    // By its first deed: an entry that grows stays the same one.
    id: `${keyOf(first)} ${first.at}`,
    kind: last.kind,
    member: last.member,
    at: new Date(last.at).toISOString(),
    from: new Date(first.at).toISOString(),
    count: last.kind === 'coded' || last.kind === 'highlighted' ? passages.size : deeds.length,
    conversation: last.conversation ?? null,
    finding: last.finding ?? null,
    about: last.about ?? null,
    highlight: last.highlight ?? null,
    words: last.words ?? null,
  }
}
