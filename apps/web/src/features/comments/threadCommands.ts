import {
  Act,
  addComment,
  type Body,
  editComment,
  isResolved,
  type Message,
  removeComment,
  setResolved,
  type Thread,
  type ThreadPlace,
} from '@polyphony/document'
import { threads as words } from '../../text/threads.ts'
import { notifyUndo } from '../../ui/notify.ts'
import type { Annotation } from '../coding/annotations.ts'
import type { Desk } from '../desk/desk.ts'
import { takeBack } from '../history/historyCommands.ts'

/** Key of a message or thread in `<member>/<comment>`, taken apart. */
const parse = (key: string): { member: string; comment: string } => {
  const slash = key.indexOf('/')
  return { member: key.slice(0, slash), comment: key.slice(slash + 1) }
}

/** Opens the field for a comment: an answer in the latest open thread on the highlight, else the first of a new one. */
export const beginComment = (desk: Desk, { key, member, highlight }: Annotation): boolean => {
  if (!desk.layer) return false
  const threads = desk.annotations.threadsOn({ type: 'highlight', member, highlight: highlight.id })
  const open = threads.filter(thread => !isResolved(thread)).at(-1)
  desk.state.set({ writing: { kind: 'comment', key, thread: open?.key }, drawer: 'passage' })
  return true
}

/** Begins a thread. `subject` names what it is about, in words for undo. */
export const beginThread = (desk: Desk, place: ThreadPlace, body: Body, subject: string): void => {
  if (!desk.layer) return
  const act = new Act(words.acts.comment(subject), { about: aboutOf(place) })
  addComment(desk.layer.doc, { target: place, body }, act)
}

/** Answers in a thread; one that was settled is open again, so that the answer is seen. */
export const answer = (desk: Desk, thread: Thread, body: Body, subject: string): void => {
  if (!desk.layer) return
  const act = new Act(words.acts.reply(subject), { about: aboutOf(thread.place) })
  const { doc } = desk.layer
  doc.transact(() => {
    addComment(doc, { target: { type: 'comment', ...parse(thread.key) }, body }, act)
    if (isResolved(thread)) setResolved(doc, parse(thread.key), false, { after: thread.resolving!.at }, act)
  }, act)
}

export const resolve = (desk: Desk, thread: Thread, resolved: boolean, subject: string): void => {
  if (!desk.layer) return
  const label = resolved ? words.acts.resolve(subject) : words.acts.reopen(subject)
  const after = thread.resolving?.at
  const act = new Act(label, { about: aboutOf(thread.place) })
  setResolved(desk.layer.doc, parse(thread.key), resolved, { after }, act)
}

/** Changes a message of mine. */
export const rewrite = (desk: Desk, { comment }: Message, body: Body): void => {
  if (desk.layer && JSON.stringify(body) !== JSON.stringify(comment.body))
    editComment(desk.layer.doc, comment.id, body, undefined, new Act(words.acts.edit))
}

/** Takes a message of mine back, and offers to undo that. */
export const removeMessage = (desk: Desk, { comment }: Message): void => {
  if (!desk.layer) return
  const act = new Act(words.acts.remove)
  removeComment(desk.layer.doc, comment.id, undefined, act)
  notifyUndo(words.messageRemoved, () => takeBack(desk, { act }))
}

const aboutOf = (place: ThreadPlace | null): string | null =>
  place?.type === 'highlight' ? `${place.member}/${place.highlight}` : null
