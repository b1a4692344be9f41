import { expect, it } from 'vitest'
import { applySpeakers } from './applySpeakers.ts'
import { readTranscript } from './readTranscript.ts'

const read = (text: string) => readTranscript(new TextEncoder().encode(text), 'talk.vtt')
const talk = read(
  'WEBVTT\n\n00:00.000 --> 00:02.000\n<v SPEAKER_00>It was the door\n\n00:02.000 --> 00:03.000\n<v SPEAKER_02>that stayed shut.\n\n00:03.000 --> 00:04.000\n<v SPEAKER_01>Whose door?\n\n00:05.000 --> 00:06.000\nEverybody’s.',
)

it('gives pseudonyms and merges one voice that was taken for two', () => {
  const named = applySpeakers(talk, {
    names: { SPEAKER_00: 'Rowan', SPEAKER_01: 'Cedar', SPEAKER_02: ' Rowan ' },
    unknown: 'Somebody',
  })
  expect(
    named.turns.map(turn => [
      turn.speaker,
      turn.words.map(word => word.text).join(' '),
      turn.start,
      turn.end,
    ]),
  ).toEqual([
    ['Rowan', 'It was the door that stayed shut.', 0, 3],
    ['Cedar', 'Whose door?', 3, 4],
    ['Somebody', 'Everybody’s.', 5, 6],
  ])
  expect(named.speakers.map(speaker => [speaker.key, speaker.words])).toEqual([
    ['Rowan', 7],
    ['Cedar', 2],
    ['Somebody', 1],
  ])
})

it('keeps names that are left out and leaves the draft as it was', () => {
  const before = JSON.stringify(talk)
  expect(applySpeakers(talk, { names: {} }).speakers.map(speaker => speaker.name)).toEqual([
    'SPEAKER_00',
    'SPEAKER_02',
    'SPEAKER_01',
  ])
  expect(JSON.stringify(talk)).toBe(before)
})

it('refuses a speaker that is not there and a name that is empty', () => {
  expect(() => applySpeakers(talk, { names: { SPEAKER_09: 'Aspen' } })).toThrow(/no speaker “SPEAKER_09”/)
  expect(() => applySpeakers(talk, { names: { SPEAKER_00: '  ' } })).toThrow(/has no name/)
})
