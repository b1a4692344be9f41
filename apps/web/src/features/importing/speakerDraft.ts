import type { Import } from '@polyphony/contract'

type ImportedSpeaker = NonNullable<Import['transcript']>['speakers'][number]

/** A speaker as the person who imports wants it: one or several of those found in the file. */
export interface SpeakerDraft {
  found: ImportedSpeaker[]
  name: string
  role: 'facilitator' | 'participant'
}

/** Neutral names: trees and shrubs, easy to tell apart by eye and ear, hinting at nobody. */
export const PSEUDONYMS = [
  'Juniper',
  'Cedar',
  'Rowan',
  'Aspen',
  'Linden',
  'Hazel',
  'Maple',
  'Willow',
  'Alder',
  'Birch',
  'Sorrel',
  'Laurel',
  'Tamarack',
  'Elder',
  'Myrtle',
  'Sumac',
  'Larch',
  'Poplar',
  'Heath',
  'Spruce',
] as const

const GUIDES = /facilitat|moderat|interview|\bhost\b|\bguide\b/i

/** The n-th pseudonym; past the list they get a number. */
const pseudonym = (n: number): string => {
  const round = Math.floor(n / PSEUDONYMS.length)
  return PSEUDONYMS[n % PSEUDONYMS.length]! + (round > 0 ? ` ${round + 1}` : '')
}

/** Speakers as found, each with a suggested pseudonym; whoever the file calls a facilitator is marked as one. */
export const suggestSpeakers = (found: readonly ImportedSpeaker[]): SpeakerDraft[] => {
  let next = 0
  let guides = 0
  return found.map(speaker => {
    const guide = GUIDES.test(speaker.name)
    if (guide) guides++
    return {
      found: [speaker],
      name: guide ? `Facilitator${guides > 1 ? ` ${guides}` : ''}` : pseudonym(next++),
      role: guide ? 'facilitator' : 'participant',
    }
  })
}

/** The same speakers under the names the file gives them. */
export const keepNames = (drafts: readonly SpeakerDraft[]): SpeakerDraft[] =>
  drafts.map(draft => ({ ...draft, name: draft.found[0]!.name }))

/** Makes one person of two: the second takes the first along and keeps its own name. */
export const mergeSpeakers = (
  drafts: readonly SpeakerDraft[],
  from: number,
  into: number,
): SpeakerDraft[] => {
  const gone = drafts[from]
  if (!gone || !drafts[into] || from === into) return [...drafts]
  return drafts.flatMap((draft, i) =>
    i === from ? [] : i === into ? [{ ...draft, found: [...draft.found, ...gone.found] }] : [draft],
  )
}

/** Takes a merged speaker apart again; the parts that come back get pseudonyms not yet in use. */
export const splitSpeaker = (drafts: readonly SpeakerDraft[], index: number): SpeakerDraft[] => {
  const used = new Set(drafts.map(d => d.name))
  let next = 0
  const unused = (): string => {
    for (;;) {
      const name = pseudonym(next++)
      if (!used.has(name)) return name
    }
  }
  return drafts.flatMap((draft, i) =>
    i !== index
      ? [draft]
      : draft.found.map(
          (speaker, part): SpeakerDraft =>
            part === 0
              ? { ...draft, found: [speaker] }
              : { found: [speaker], name: unused(), role: 'participant' },
        ),
  )
}

/** By position, what is wrong with a draft's name: `empty`, or `duplicate` where two people would have one. */
export const speakerProblems = (drafts: readonly SpeakerDraft[]): ('empty' | 'duplicate' | null)[] => {
  const folded = drafts.map(d => d.name.trim().toLowerCase())
  return folded.map(name =>
    name === '' ? 'empty' : folded.filter(other => other === name).length > 1 ? 'duplicate' : null,
  )
}

/** A title from a file's name: without its ending, underscores as spaces. */
export const titleFromFile = (name: string): string =>
  name
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/[_\s]+/g, ' ')
    .trim()
    .slice(0, 200)
