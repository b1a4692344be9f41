import type { TieRecord } from '@polyphony/contract'
import { Act, addTie, removeTie, setTie } from '@polyphony/document'
import { excerptKey } from '../../../api/passages.ts'
import { codePage } from '../../../text/codePage.ts'
import { notifyBriefly, notifyUndo } from '../../../ui/notify.ts'
import { type Annotation, annotationKey, type MadeTie } from '../../coding/annotations.ts'
import { keptQuote } from '../../coding/keptQuote.ts'
import type { Desk } from '../../desk/desk.ts'
import { abridgeWords } from '../../history/abridgeWords.ts'
import type { NamedExcerpt } from './pendingTie.ts'
import type { StateTie } from './TieInHand.tsx'

const text = codePage.ties
/** Characters by which people know an excerpt. */
const SHOWN = 60

export const wordsOfAnnotation = ({ resolution, highlight }: Annotation): string =>
  abridgeWords('span' in resolution ? resolution.text : keptQuote(highlight.anchor), SHOWN)

/** A highlight of this desk, as it is named elsewhere. */
export const namedAnnotation = (desk: Desk, annotation: Annotation): NamedExcerpt => ({
  excerpt: {
    conversation: desk.conversation.id,
    member: annotation.member,
    highlight: annotation.highlight.id,
  },
  words: wordsOfAnnotation(annotation),
})

/** As the server lists it. */
const recordOf = (conversation: string, { member, tie }: MadeTie): TieRecord => ({
  id: tie.id,
  type: tie.type,
  from: { conversation, ...tie.from },
  to: tie.to,
  note: tie.note,
  conversation,
  member,
  createdAt: new Date(tie.createdAt).toISOString(),
})

let gathered: { made: readonly MadeTie[]; byKey: ReadonlyMap<string, readonly TieRecord[]> } | null = null
const NONE: readonly TieRecord[] = []

/** The relations of an excerpt that the layers of this conversation state; gathered once for all cards. */
export const tiesAtDesk = (desk: Desk, key: string): readonly TieRecord[] => {
  const made = desk.annotations.ties()
  if (gathered?.made !== made) {
    const byKey = new Map<string, TieRecord[]>()
    for (const one of made) {
      const record = recordOf(desk.conversation.id, one)
      for (const end of new Set([excerptKey(record.from), excerptKey(record.to)]))
        byKey.set(end, [...(byKey.get(end) ?? []), record])
    }
    gathered = { made, byKey }
  }
  return gathered.byKey.get(key) ?? NONE
}

/** States a relation in my layer. It reads the same both ways, so it lies where one of the two is: here. */
export const stateTieAtDesk =
  (desk: Desk): StateTie =>
  async (from, to, { type, note }) => {
    if (!desk.layer) return false
    const isHere = ({ excerpt }: NamedExcerpt) => excerpt.conversation === desk.conversation.id
    const [here, there] = isHere(from) ? [from, to] : [to, from]
    const { member, highlight } = here.excerpt
    const known = tiesAtDesk(desk, excerptKey(here.excerpt)).some(
      tie =>
        tie.member === desk.me.id &&
        tie.type === type &&
        [tie.from, tie.to].some(end => excerptKey(end) === excerptKey(there.excerpt)),
    )
    if (known) {
      notifyBriefly('tie', text.already)
      return false
    }
    const act = new Act(text.act(here.words), { about: annotationKey(member, highlight) })
    addTie(desk.layer.doc, { type, note, from: { member, highlight }, to: there.excerpt }, act)
    return true
  }

/** Takes a relation of mine back that lies here, and offers to undo that. */
export const untieAtDesk = (desk: Desk, tie: TieRecord, takeBack: (act: Act) => void): void => {
  if (!desk.layer) return
  const act = new Act(text.removeAct, { about: annotationKey(tie.from.member, tie.from.highlight) })
  removeTie(desk.layer.doc, tie.id, act)
  notifyUndo(text.removed, () => takeBack(act))
}

/** Writes another note on a relation of mine that lies here. */
export const noteTieAtDesk = (desk: Desk, tie: TieRecord, note: string): boolean => {
  if (!desk.layer) return false
  const act = new Act(text.noteAct, { about: annotationKey(tie.from.member, tie.from.highlight) })
  setTie(desk.layer.doc, tie.id, { note }, act)
  return true
}
