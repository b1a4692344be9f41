import type { CodingRecord, Outline } from '@polyphony/contract'
import type { Source } from '../facts.ts'
import { randomFrom } from './randomFrom.ts'

export interface Wanted {
  talks: number
  groups: number
  /** Speakers of each conversation, a facilitator beside them. */
  speakers: number
  turns: number
  codes: number
  themes: number
  codings: number
}

/** A study made up at random, the same for the same seed. */
export const drawSource = (seed: number, wanted: Wanted): Source => {
  const random = randomFrom(seed)
  const outlines: Outline[] = []
  const conversations: Source['conversations'][number][] = []
  for (let talk = 0; talk < wanted.talks; talk++) {
    const id = `v${talk}`
    const group = random(wanted.groups + 1)
    conversations.push({
      id,
      title: `Talk ${talk}`,
      group: group === 0 ? null : `g${group}`,
      heldOn: null,
      recording: null,
      duration: wanted.turns * 10,
    })
    const range = [...Array(wanted.turns).keys()]
    outlines.push({
      conversation: id,
      speakers: Array.from({ length: wanted.speakers + 1 }, (_, i) => ({
        id: `s${i}`,
        name: i === 0 ? 'Linden' : `Person ${random(wanted.speakers * wanted.talks)}`,
        role: i === 0 ? ('facilitator' as const) : ('participant' as const),
      })),
      turns: {
        id: range.map(turn => `t${turn}`),
        speaker: range.map(() => random(wanted.speakers + 1)),
        length: range.map(() => 50 + random(400)),
        start: range.map(turn => turn * 10),
        end: range.map(turn => turn * 10 + 9),
      },
    })
  }
  const codes = Array.from({ length: wanted.codes }, (_, i) => ({
    id: `c${i}`,
    name: `Code ${i}`,
    colour: '#336699',
    theme: i % wanted.themes,
  }))
  const codings = Array.from({ length: wanted.codings }, (_, i): CodingRecord => {
    const talk = random(wanted.talks)
    const { turns } = outlines[talk]!
    const turn = random(wanted.turns)
    const [from, to] = [random(turns.length[turn]! - 20), 20 + random(40)]
    // Some codes are heard everywhere, most are rare.
    const code = codes[Math.floor((random(1000) / 1000) ** 2 * wanted.codes)]!.id
    return {
      conversation: `v${talk}`,
      member: `m${random(5)}`,
      highlight: `h${i}`,
      applied: code,
      codes: [code],
      passages: [
        {
          turn: turns.id[turn]!,
          speaker: `s${turns.speaker[turn]}`,
          from,
          to: Math.min(turns.length[turn]!, from + to),
        },
      ],
      start: turn * 10,
      end: turn * 10 + 5,
      createdAt: new Date(1_700_000_000_000 + talk * 86_400_000 + i).toISOString(),
    }
  })
  return {
    codings,
    outlines,
    conversations,
    list: {
      codes,
      themes: Array.from({ length: wanted.themes }, (_, i) => ({
        id: `c${i}`,
        name: `Theme ${i}`,
        colour: '#336699',
      })),
      numbers: Object.fromEntries(codes.map(({ id }, i) => [id, i])),
    },
  }
}
