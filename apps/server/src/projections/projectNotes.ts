import { foldText } from '@polyphony/document'
import type { ProjectedComment } from '../models/commentRecord.ts'
import type { ProjectedHighlight } from '../models/highlightRecord.ts'
import type { NoteRecord } from '../models/searchRecord.ts'
import type { LayerPlace } from './projectLayer.ts'
import { withHash } from './withHash.ts'

export const memoNoteId = (place: LayerPlace, highlight: string): string => noteId(place, `memo-${highlight}`)
export const commentNoteId = (place: LayerPlace, comment: string): string =>
  noteId(place, `comment-${comment}`)

/** The memo of a highlight as it is searched; null without one. */
export const memoNote = (record: ProjectedHighlight): NoteRecord | null => {
  const { member, highlight, memo } = record
  if (memo === null || memo === '') return null
  return noteOf(record, memoNoteId(record, highlight), {
    kind: 'memo',
    text: memo,
    highlight: { member, highlight },
    spoken: record,
  })
}

/** A comment as it is searched; null once it is deleted. `about`: the highlight of the same layer that it is about. */
export const commentNote = (record: ProjectedComment, about: Spoken | null): NoteRecord | null => {
  const { comment, text, target, deletedAt } = record
  if (deletedAt !== null) return null
  return noteOf(record, commentNoteId(record, comment), {
    kind: 'comment',
    text,
    highlight: target.type === 'highlight' ? { member: target.member, highlight: target.highlight } : null,
    spoken: about ?? { start: null, end: null },
  })
}

type Spoken = Pick<NoteRecord, 'start' | 'end'>

const noteId = ({ conversation, member }: LayerPlace, key: string): string =>
  `${conversation}/n/${member}/${key}`

const noteOf = (
  { workspace, conversation, member }: LayerPlace,
  _id: string,
  { kind, text, highlight, spoken }: Pick<NoteRecord, 'kind' | 'text' | 'highlight'> & { spoken: Spoken },
): NoteRecord =>
  withHash({
    _id,
    workspace,
    conversation,
    kind,
    text,
    folded: foldText(text).text,
    start: spoken.start,
    end: spoken.end,
    member,
    highlight,
  })
