import type { CodingRecord, Conversation, Outline } from '@polyphony/contract'
import type { CodeList } from './codeList.ts'

/** What figures are computed from, as it comes from the server. */
export interface Source {
  codings: readonly CodingRecord[]
  outlines: readonly Outline[]
  conversations: readonly Pick<Conversation, 'id' | 'title' | 'group' | 'heldOn' | 'recording' | 'duration'>[]
  list: CodeList
}

/** Somebody who speaks. One name is one person, in whatever conversation: so people are never counted too often. */
export interface Voice {
  name: string
  /** Facilitators speak, but are not of those whom small cells protect. */
  facilitator: boolean
}

export interface Talk {
  id: string
  title: string
  group: string | null
  heldOn: string | null
  duration: number | null
  /** Where each turn begins on the conversation's line of characters; one more for the end. */
  turnAt: number[]
  turnStart: (number | null)[]
  turnEnd: (number | null)[]
  /** Of each turn, a number in `voices`; -1 for none. */
  turnVoice: number[]
  /** Everybody who speaks here. */
  voices: Set<number>
}

/** A highlight with at least one code that counts, laid on its conversation's line of characters. */
export interface Mark {
  /** `<conversation>/<member>/<highlight>` */
  key: string
  talk: number
  /** Numbers of codes, each once, and when each was first said. */
  codes: { code: number; at: string }[]
  /** From (included) to (excluded), in characters from the start of the conversation. */
  from: number
  to: number
  firstTurn: number
  lastTurn: number
  /** Seconds. */
  start: number | null
  end: number | null
  /** The characters of each voice. */
  parts: { voice: number; from: number; to: number }[]
}

export interface Facts {
  list: CodeList
  talks: Talk[]
  voices: Voice[]
  marks: Mark[]
  /** Highlights whose words are gone, or in turns not known here yet. */
  lost: number
}

const nameKey = (name: string): string => name.normalize('NFKC').trim().toLocaleLowerCase('en')

/** Lays everything that is coded on lines of characters, merges resolved and what is the same joined. Pure. */
export const gatherFacts = ({ codings, outlines, conversations, list }: Source): Facts => {
  const voices: Voice[] = []
  const voiceOf = new Map<string, number>()
  const voice = (name: string, facilitator: boolean): number => {
    const key = `${facilitator ? 'f' : 'p'} ${nameKey(name)}`
    const known = voiceOf.get(key)
    if (known !== undefined) return known
    voiceOf.set(key, voices.length)
    voices.push({ name: name.trim(), facilitator })
    return voices.length - 1
  }

  const outlineOf = new Map(outlines.map(outline => [outline.conversation, outline]))
  const talks: Talk[] = []
  const placeOf = new Map<
    string,
    { talk: number; turns: Map<string, number>; speakers: Map<string, number> }
  >()
  for (const { id, title, group, heldOn, duration } of conversations) {
    const outline = outlineOf.get(id)
    if (!outline) continue
    const numbers = outline.speakers.map(speaker => voice(speaker.name, speaker.role === 'facilitator'))
    const { turns } = outline
    const turnAt = [0]
    for (const length of turns.length) turnAt.push(turnAt.at(-1)! + length)
    const turnVoice = turns.speaker.map(place => numbers[place] ?? -1)
    placeOf.set(id, {
      talk: talks.length,
      turns: new Map(turns.id.map((turn, place) => [turn, place])),
      speakers: new Map(outline.speakers.map((speaker, i) => [speaker.id, numbers[i]!])),
    })
    talks.push({
      id,
      title,
      group,
      heldOn,
      duration,
      turnAt,
      turnStart: turns.start,
      turnEnd: turns.end,
      turnVoice,
      voices: new Set(turnVoice.filter((number, turn) => number >= 0 && turns.length[turn]! > 0)),
    })
  }

  const marks = new Map<string, Mark>()
  const lost = new Set<string>()
  for (const coding of codings) {
    const key = `${coding.conversation}/${coding.member}/${coding.highlight}`
    const codes = coding.codes.flatMap(id => (Object.hasOwn(list.numbers, id) ? list.numbers[id]! : []))
    const place = placeOf.get(coding.conversation)
    if (codes.length === 0 || !place) continue
    let mark = marks.get(key)
    if (!mark) {
      const talk = talks[place.talk]!
      const parts = coding.passages.flatMap(({ turn, speaker, from, to }) => {
        const at = place.turns.get(turn)
        if (at === undefined) return []
        const [begin, end] = [talk.turnAt[at]!, talk.turnAt[at + 1]!]
        const part = { turn: at, voice: place.speakers.get(speaker) ?? -1 }
        return [{ ...part, from: Math.min(end, begin + from), to: Math.min(end, begin + to) }]
      })
      if (parts.length === 0) {
        lost.add(key)
        continue
      }
      mark = {
        key,
        talk: place.talk,
        codes: [],
        from: Math.min(...parts.map(part => part.from)),
        to: Math.max(...parts.map(part => part.to)),
        firstTurn: Math.min(...parts.map(part => part.turn)),
        lastTurn: Math.max(...parts.map(part => part.turn)),
        start: coding.start,
        end: coding.end,
        parts: parts.map(({ voice: number, from, to }) => ({ voice: number, from, to })),
      }
      marks.set(key, mark)
    }
    for (const code of codes) {
      const known = mark.codes.find(one => one.code === code)
      if (!known) mark.codes.push({ code, at: coding.createdAt })
      else if (coding.createdAt < known.at) known.at = coding.createdAt
    }
  }
  return { list, talks, voices, marks: [...marks.values()], lost: lost.size }
}

/** The participants who speak in a mark: those on whom a cell rests. */
export const peopleIn = (facts: Facts, mark: Mark): number[] =>
  mark.parts.flatMap(({ voice }) => (voice >= 0 && !facts.voices[voice]!.facilitator ? [voice] : []))

/** The numbers of codes, or of their themes each once, on a mark. */
export const rowsOf = (facts: Facts, mark: Mark, level: Level): number[] =>
  level === 'code'
    ? mark.codes.map(({ code }) => code)
    : [...new Set(mark.codes.map(({ code }) => facts.list.codes[code]!.theme))]

export type Level = 'code' | 'theme'
