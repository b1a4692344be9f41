import { foldText } from '@polyphony/document'
import type { NoteRecord } from '../models/searchRecord.ts'
import { type ProjectedLayer, withHash } from './projectLayer.ts'

/** The memos and comments of a layer as they are searched. Pure. */
export const projectNotes = ({
  highlights,
  comments,
}: Pick<ProjectedLayer, 'highlights' | 'comments'>): NoteRecord[] => {
  const times = new Map(
    highlights.map(({ member, highlight, start, end }) => [`${member}/${highlight}`, { start, end }]),
  )
  const note = (
    kind: NoteRecord['kind'],
    { workspace, conversation, member }: Pick<NoteRecord, 'workspace' | 'conversation' | 'member'>,
    id: string,
    text: string,
    highlight: NoteRecord['highlight'],
  ): NoteRecord => {
    const { start, end } = times.get(`${highlight?.member}/${highlight?.highlight}`) ?? {
      start: null,
      end: null,
    }
    return withHash({
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
  }
  return [
    ...highlights
      .filter(({ memo }) => memo !== null && memo !== '')
      .map(record =>
        note('memo', record, record.highlight, record.memo!, {
          member: record.member,
          highlight: record.highlight,
        }),
      ),
    ...comments
      .filter(({ deletedAt }) => deletedAt === null)
      .map(record => {
        const { target } = record
        return note(
          'comment',
          record,
          record.comment,
          record.text,
          target.type === 'highlight' ? { member: target.member, highlight: target.highlight } : null,
        )
      }),
  ]
}
