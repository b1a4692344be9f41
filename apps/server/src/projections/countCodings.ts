import { trusted } from 'mongoose'
import { HighlightModel, type ProjectedHighlight } from '../models/highlightRecord.ts'
import { binnedConversations } from './binned.ts'
import { readRulings } from './readRulings.ts'

export interface CodingCount {
  code: string
  codings: number
  members: number
  conversations: number
}

/** Codings of one person in one conversation that count as one code. */
interface Group {
  code: string
  member: string
  conversation: string
  codings: number
}

/** How often, by how many people and in how many conversations each code of a workspace is applied. */
export const countCodings = async (workspace: string): Promise<CodingCount[]> => {
  const binned = await binnedConversations(workspace)
  const applied = await HighlightModel.aggregate<{ _id: Omit<Group, 'codings'>; codings: number }>([
    { $match: { workspace, ...(binned.length > 0 && { conversation: { $nin: binned } }) } },
    { $unwind: '$codings' },
    {
      $group: {
        _id: { code: '$codings.code', member: '$member', conversation: '$conversation' },
        codings: { $sum: 1 },
      },
    },
  ])
  const groups = new Map<string, Group>()
  const add = (group: Group) => {
    const key = `${group.conversation}/${group.member}/${group.code}`
    const known = groups.get(key)
    if (known) known.codings += group.codings
    else groups.set(key, group)
  }
  for (const { _id, codings } of applied) add({ ..._id, codings })
  for (const moved of await ruledOtherwise(workspace, new Set(binned))) add(moved)

  const counts = new Map<string, { codings: number; members: Set<string>; conversations: Set<string> }>()
  for (const { code, member, conversation, codings } of groups.values()) {
    if (codings === 0) continue
    const count = counts.get(code) ?? { codings: 0, members: new Set(), conversations: new Set() }
    count.codings += codings
    count.members.add(member)
    count.conversations.add(conversation)
    counts.set(code, count)
  }
  return [...counts]
    .map(([code, { codings, members, conversations }]) => ({
      code,
      codings,
      members: members.size,
      conversations: conversations.size,
    }))
    .sort((a, b) => b.codings - a.codings || (a.code < b.code ? -1 : 1))
}

/** What leads' rulings add to the codes that codings count as, and take (below zero) from those that were applied. */
const ruledOtherwise = async (workspace: string, binned: ReadonlySet<string>): Promise<Group[]> => {
  const { all, countsAs } = await readRulings(workspace)
  const rulings = all.filter(({ conversation }) => !binned.has(conversation))
  if (rulings.length === 0) return []
  const keyOf = ({ conversation, member, highlight }: (typeof rulings)[number]) =>
    `${conversation}/${member}/${highlight}`
  const found = await HighlightModel.find(
    { _id: trusted({ $in: [...new Set(rulings.map(keyOf))] }) },
    { codings: 1 },
  ).lean<Pick<ProjectedHighlight, '_id' | 'codings'>[]>()
  // A ruling outlives the coding it is on: its author may have taken that away.
  const codings = new Set(found.flatMap(({ _id, codings }) => codings.map(({ code }) => `${_id}:${code}`)))
  return rulings
    .filter(({ _id }) => codings.has(_id))
    .flatMap(ruling => {
      const { conversation, member, code } = ruling
      const place = { conversation, member }
      return [
        { ...place, code, codings: -1 },
        ...countsAs(conversation, ruling).map(counted => ({ ...place, code: counted, codings: 1 })),
      ]
    })
}
