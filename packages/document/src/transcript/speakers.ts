import type * as Y from 'yjs'
import { z } from 'zod'
import { LOCAL_ORIGIN } from '../origins.ts'
import type { Speaker } from '../types.ts'
import { speakersOf } from './layout.ts'
import type { TranscriptIndex } from './TranscriptIndex.ts'

const SpeakerRecord = z.object({ name: z.string(), role: z.enum(['facilitator', 'participant']) })

/** The speakers of a transcript; a malformed entry appears under its id, so that its turns keep a name. */
export const readSpeakers = (doc: Y.Doc): Speaker[] =>
  [...speakersOf(doc)].map(([id, value]) => ({
    id,
    ...(SpeakerRecord.safeParse(value).data ?? { name: id, role: 'participant' }),
  }))

/** Calls back after any speaker changed. */
export const observeSpeakers = (doc: Y.Doc, listener: () => void): (() => void) => {
  const speakers = speakersOf(doc)
  const observer = () => listener()
  speakers.observe(observer)
  return () => speakers.unobserve(observer)
}

/** Adds a speaker, for turns that belong to nobody listed yet; replaces one of the same id. */
export const addSpeaker = (doc: Y.Doc, { id, name, role }: Speaker, origin: unknown = LOCAL_ORIGIN): void => {
  doc.transact(() => speakersOf(doc).set(id, { name, role }), origin)
}

/** Renames a speaker everywhere at once. Throws RangeError when there is none of this id. */
export const renameSpeaker = (doc: Y.Doc, id: string, name: string, origin: unknown = LOCAL_ORIGIN): void => {
  const speaker = readSpeakers(doc).find(known => known.id === id)
  if (!speaker) throw new RangeError(`The transcript has no speaker ${id}.`)
  addSpeaker(doc, { ...speaker, name }, origin)
}

/** Makes somebody a facilitator or a participant. Throws RangeError when there is none of this id. */
export const setSpeakerRole = (
  doc: Y.Doc,
  id: string,
  role: Speaker['role'],
  origin: unknown = LOCAL_ORIGIN,
): void => {
  const speaker = readSpeakers(doc).find(known => known.id === id)
  if (!speaker) throw new RangeError(`The transcript has no speaker ${id}.`)
  addSpeaker(doc, { ...speaker, role }, origin)
}

/**
 * Gives all turns of one speaker to another, in one transaction, and takes the first off the list. A turn that somebody
 * else gives to the first at the same moment keeps an unknown speaker, and can be given anew. Returns how many turns.
 */
export const mergeSpeakers = (
  index: TranscriptIndex,
  from: string,
  into: string,
  origin: unknown = LOCAL_ORIGIN,
): number => {
  const turns = index.order.filter(({ speaker }) => speaker === from)
  if (from === into || !speakersOf(index.doc).has(into))
    throw new RangeError(`There is no other speaker ${into}.`)
  index.doc.transact(() => {
    for (const { id } of turns) index.boundaryOf(id).set('sp', into)
    speakersOf(index.doc).delete(from)
  }, origin)
  return turns.length
}
