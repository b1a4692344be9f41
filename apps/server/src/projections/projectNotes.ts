import { foldText } from '@polyphony/document'
import type { ProjectedComment } from '../models/commentRecord.ts'
import type { ProjectedHighlight } from '../models/highlightRecord.ts'
import type { NoteRecord } from '../models/searchRecord.ts'
import { type ProjectedLayer, withHash } from './projectLayer.ts'

type Noted = ProjectedHighlight | ProjectedComment

/** The notes of records that are as they were when the layer was projected before. */
const notes = new WeakMap<Noted, NoteRecord>()

/** The memos and comments of a layer as they are searched. */
export const projectNotes = ({
  highlights,
  comments,
}: Pick<ProjectedLayer, 'highlights' | 'comments'>): NoteRecord[] => {
  const note = (
    record: Noted,
    { kind, id, text, highlight }: Pick<NoteRecord, 'kind' | 'text' | 'highlight'> & { id: string },
    { start, end }: Pick<NoteRecord, 'start' | 'end'>,
  ): NoteRecord => {
    const known = notes.get(record)
    if (known && known.start === start && known.end === end) return known
    const { workspace, conversation, member } = record
    const made = withHash({
      _id: `${conversation}/n/${member}/${kind}-${id}`,
      workspace,
      conversation,
      kind,
      text,
      folded: foldText(text).text,
      start,
      end,
      member,
      highlight,
    })
    notes.set(record, made)
    return made
  }
  const told = comments.filter(({ deletedAt }) => deletedAt === null)
  const times = new Map<string, Pick<NoteRecord, 'start' | 'end'>>()
  if (told.length > 0)
    for (const { member, highlight, start, end } of highlights)
      times.set(`${member}/${highlight}`, { start, end })
  return [
    ...highlights
      .filter(({ memo }) => memo !== null && memo !== '')
      .map(record => {
        const { member, highlight, memo } = record
        return note(
          record,
          { kind: 'memo', id: highlight, text: memo!, highlight: { member, highlight } },
          record,
        )
      }),
    ...told.map(record => {
      const { comment, text, target } = record
      const highlight =
        target.type === 'highlight' ? { member: target.member, highlight: target.highlight } : null
      const spoken = times.get(`${highlight?.member}/${highlight?.highlight}`) ?? { start: null, end: null }
      return note(record, { kind: 'comment', id: comment, text, highlight }, spoken)
    }),
  ]
}
