import { describe, expect, it } from 'vitest'
import { readTranscript } from '../readTranscript.ts'
import type { TranscriptDraft } from '../transcriptDraft.ts'

const read = (content: string | object) =>
  readTranscript(
    new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content)),
    'any',
  )

const told = (draft: TranscriptDraft) =>
  draft.turns.map(turn => [turn.speaker, turn.words.map(word => word.text).join(' '), turn.start, turn.end])

describe('WebVTT', () => {
  it('reads voices, tags, entities, comments, styles and identifiers', () => {
    const draft = read(
      [
        'WEBVTT - a title',
        'Language: en',
        '',
        'STYLE\n::cue { color: red }',
        '',
        'NOTE not said --> by anybody',
        '',
        'opening',
        '00:00:01.000 --> 00:00:02.000 align:start',
        '<v.loud Ada Byron>You <i>asked</i> me &amp; I',
        '<c.yellow>said</c> yes.</v>',
        '',
        '00:00:02.500 --> 00:00:04.000',
        '<v Ben>Good. <v Ada Byron>Was it?',
      ].join('\r\n'),
    )
    expect(draft.format).toBe('vtt')
    expect(draft.language).toBe('en')
    expect(told(draft).map(turn => turn.slice(0, 2))).toEqual([
      ['Ada Byron', 'You asked me & I said yes.'],
      ['Ben', 'Good.'],
      ['Ada Byron', 'Was it?'],
    ])
  })

  it('reads stamps without minutes or hours', () => {
    const draft = read(
      'WEBVTT\n\n0.860 --> 7.380\n<v A>Soon.\n\n14:10.720 --> 14:12.000\n<v B>Late.\n\n100:00:01.5 --> 100:00:02\n<v A>Later.',
    )
    expect(draft.turns.map(turn => turn.start)).toEqual([0.86, 850.72, 360001.5])
  })

  it('reads captions that roll up only once, with their word times', () => {
    const draft = read(
      [
        'WEBVTT',
        '',
        '00:00:00.000 --> 00:00:02.000',
        'we<00:00:00.500><c> were</c><00:00:01.000><c> asked</c>',
        '',
        '00:00:02.000 --> 00:00:02.010',
        'we were asked',
        '',
        '00:00:02.010 --> 00:00:04.000',
        'we were asked',
        'and<00:00:02.500><c> answered</c>',
      ].join('\n'),
    )
    expect(told(draft)).toEqual([[null, 'we were asked and answered', 0, 4]])
    expect(draft.turns[0]?.words[2]).toEqual({ text: 'asked', start: 1, end: 2 })
  })
})

describe('SubRip', () => {
  it('carries a speaker on until the next name and joins cut sentences', () => {
    const draft = read(
      '1\n00:00:00,000 --> 00:00:02,000\nAda: I kept a list\nof rooms\n\n2\n00:00:02,000 --> 00:00:03,000\nwhere I could finish.\n\n3\n00:00:03,000 --> 00:00:04,500\nDr. Ben Young: How long\nwas it?\n',
    )
    expect(draft.format).toBe('srt')
    expect(told(draft)).toEqual([
      ['Ada', 'I kept a list of rooms where I could finish.', 0, 3],
      ['Dr. Ben Young', 'How long was it?', 3, 4.5],
    ])
  })

  it('forgives missing numbers and blank lines, and keeps a line that is a number', () => {
    const draft = read(
      '00:00:01,000 --> 00:00:02,000\n7\n2\n00:00:02,000 --> 00:00:03,000\n<b>rooms</b>\n\nwere left.',
    )
    expect(told(draft)).toEqual([[null, '7 rooms were left.', 1, 3]])
  })

  it('takes a colon within speech for speech', () => {
    const draft = read(
      '1\n00:00:01,000 --> 00:00:02,000\nand what I mean is: it cost me.\n\n2\n00:00:02,000 --> 00:00:03,000\nNote: not much.',
    )
    expect(told(draft)).toEqual([[null, 'and what I mean is: it cost me. Note: not much.', 1, 3]])
  })

  it('keeps the text of a cue whose times cannot be read', () => {
    const draft = read('1\n00:00:01,000 --> 00:00:02,000\nFirst.\n\n2\n00:00:0--2,000 --> 3:4:5:6\nSecond.')
    expect(draft.turns.flatMap(turn => turn.words.map(word => word.text))).toEqual(['First.', 'Second.'])
  })
})

describe('Whisper JSON', () => {
  const wanted = [[null, 'Well, it’s ours.', 1, 3]]

  it.each([
    [
      'the command line',
      {
        text: ' Well, it’s ours.',
        language: 'en',
        segments: [
          {
            id: 0,
            seek: 0,
            start: 1,
            end: 3,
            text: ' Well, it’s ours.',
            words: [
              { word: ' Well,', start: 1, end: 1.5, probability: 0.9 },
              { word: ' it', start: 1.5, end: 1.7, probability: 0.8 },
              { word: '’s', start: 1.7, end: 2, probability: 0.7 },
              { word: ' ours.', start: 2, end: 3, probability: 0.9 },
            ],
          },
          { id: 1, start: 3, end: 3, text: '', words: [] },
        ],
      },
    ],
    [
      'OpenAI’s API',
      {
        task: 'transcribe',
        text: 'Well, it’s ours.',
        segments: [{ start: 1, end: 3, text: ' Well, it’s ours.' }],
        words: [
          { word: 'Well', start: 1, end: 1.5 },
          { word: 'it’s', start: 1.5, end: 2 },
          { word: 'ours', start: 2, end: 3 },
        ],
      },
    ],
    [
      'whisper.cpp',
      {
        result: { language: 'en' },
        transcription: [
          {
            offsets: { from: 1000, to: 3000 },
            text: ' Well, it’s ours.',
            tokens: [
              { text: '[_BEG_]', offsets: { from: 1000, to: 1000 } },
              { text: ' Well', offsets: { from: 1000, to: 1400 }, p: 0.9 },
              { text: ',', offsets: { from: 1400, to: 1500 }, p: 0.9 },
              { text: ' it’', offsets: { from: 1500, to: 1700 }, p: 0.9 },
              { text: 's', offsets: { from: 1700, to: 2000 }, p: 0.9 },
              { text: ' ours', offsets: { from: 2000, to: 3000 }, p: 0.9 },
              { text: '.', offsets: { from: 3000, to: 3000 }, p: 0.9 },
            ],
          },
        ],
      },
    ],
    [
      'Transformers, segments',
      { text: ' Well, it’s ours.', chunks: [{ text: ' Well, it’s ours.', timestamp: [1, 3] }] },
    ],
    [
      'Transformers, words',
      {
        text: ' Well, it’s ours.',
        chunks: [
          { text: ' Well,', timestamp: [1, 1.5] },
          { text: ' it’s', timestamp: [1.5, 2] },
          { text: ' ours.', timestamp: [2, 3] },
        ],
      },
    ],
    [
      'whisper-timestamped',
      {
        segments: [
          {
            start: 1,
            end: 3,
            text: ' Well, it’s ours.',
            confidence: 0.9,
            words: [
              { text: 'Well,', start: 1, end: 1.5, confidence: 0.9 },
              { text: 'it’s', start: 1.5, end: 2, confidence: 0.9 },
              { text: 'ours.', start: 2, end: 3, confidence: 0.9 },
            ],
          },
        ],
      },
    ],
    [
      'a bare list of words',
      [
        { word: 'Well,', start: 1, end: 1.5, score: 0.759 },
        { word: 'it’s', start: 1.5, end: 2 },
        { word: 'ours.', start: 2, end: 3 },
      ],
    ],
  ])('reads the dialect of %s', (_, content) => {
    const draft = read(content)
    expect(draft.format).toBe('whisper')
    expect(told(draft)).toEqual(wanted)
    const second = draft.turns[0]?.words[1]
    if (!draft.turns[0]?.estimated) expect([second?.start, second?.end]).toEqual([1.5, 2])
  })

  it('lets a chunk without an end end with its words', () => {
    const draft = read({ text: '', chunks: [{ text: ' The last words', timestamp: [5, null] }] })
    expect(draft.turns[0]).toMatchObject({ start: 5, end: 6.05 })
  })

  it('follows WhisperX where the speaker changes within a segment, and where nobody was found', () => {
    const word = (text: string, at: number, speaker?: string) => ({
      word: text,
      start: at,
      end: at + 0.5,
      score: 0.9,
      speaker,
    })
    const draft = read({
      segments: [
        {
          start: 0,
          end: 2,
          text: ' Were you? I was.',
          speaker: 'SPEAKER_00',
          words: [
            word('Were', 0, 'SPEAKER_00'),
            word('you?', 0.5, 'SPEAKER_00'),
            word('I', 1, 'SPEAKER_01'),
            word('was.', 1.5, 'SPEAKER_01'),
          ],
        },
        { start: 3, end: 4, text: ' Somebody.', words: [word('Somebody.', 3)] },
      ],
    })
    expect(told(draft).map(turn => turn.slice(0, 2))).toEqual([
      ['SPEAKER_00', 'Were you?'],
      ['SPEAKER_01', 'I was.'],
      [null, 'Somebody.'],
    ])
  })
})

describe('Deepgram JSON', () => {
  const word = (text: string, start: number, speaker?: number) => ({
    word: text.toLowerCase().replace(/\W/g, ''),
    punctuated_word: text,
    start,
    end: start + 0.4,
    confidence: 0.99,
    ...(speaker === undefined ? {} : { speaker }),
  })

  it('follows the diarised words', () => {
    const words = [word('Whose', 0, 0), word('idea?', 0.5, 0), word('Mine.', 1.5, 1)]
    expect(told(read({ metadata: {}, results: { channels: [{ alternatives: [{ words }] }] } }))).toEqual([
      ['Speaker 0', 'Whose idea?', 0, 0.9],
      ['Speaker 1', 'Mine.', 1.5, 1.9],
    ])
  })

  it('takes several channels for several speakers, in the order of time', () => {
    const draft = read({
      results: {
        channels: [
          { alternatives: [{ words: [word('First.', 0), word('Third.', 4)] }] },
          { alternatives: [{ words: [word('Second.', 2)] }] },
        ],
      },
    })
    expect(told(draft).map(turn => turn.slice(0, 2))).toEqual([
      ['Channel 1', 'First.'],
      ['Channel 2', 'Second.'],
      ['Channel 1', 'Third.'],
    ])
  })
})

describe('plain text', () => {
  it('begins a turn at a name and goes on without one', () => {
    const draft = read(
      'Facilitator: Welcome, all.\nIt is good to see you.\n\nJuniper: Thank you.\n\nI have a story: it is short.',
    )
    expect(told(draft).map(turn => turn.slice(0, 2))).toEqual([
      ['Facilitator', 'Welcome, all. It is good to see you.'],
      ['Juniper', 'Thank you. I have a story: it is short.'],
    ])
  })

  it('reads marks of time before a name, after it, and within speech', () => {
    const draft = read(
      '[00:00:05] Ada: Here.\n[00:10] And still here.\nBen [00:01:02]: Gone.\n(1:00:00) Ada: Back.',
    )
    expect(told(draft).map(turn => [turn[0], turn[1], turn[2]])).toEqual([
      ['Ada', 'Here.', 5],
      ['Ada', 'And still here.', 10],
      ['Ben', 'Gone.', 62],
      ['Ada', 'Back.', 3600],
    ])
  })

  it('reads headings of name and time', () => {
    const draft = read(
      'Ada Byron  55:18  \nAnd with that, goodbye.\n\n1:00:02\nNobody named.\n\nTranscribed by https://otter.ai\n',
    )
    expect(told(draft).map(turn => [turn[0], turn[1], turn[2]])).toEqual([
      ['Ada Byron', 'And with that, goodbye.', 3318],
      [null, 'Nobody named.', 3602],
    ])
    expect(draft.report).toContainEqual(
      expect.objectContaining({ kind: 'skipped', examples: ['Transcribed by https://otter.ai'] }),
    )
  })

  it('takes each paragraph for a turn when nobody is named', () => {
    expect(told(read('One thought,\nwrapped.\n\nAnother.')).map(turn => turn[1])).toEqual([
      'One thought, wrapped.',
      'Another.',
    ])
  })

  it('keeps a time at the end of what is said, and a mark of sound at the beginning', () => {
    const draft = read('[Music] Welcome.\n\nAda: I came  9:00\nBen: And I (10:30)\nand left.')
    expect(told(draft).map(turn => turn[1])).toEqual([
      '[Music] Welcome.',
      'I came 9:00',
      'And I (10:30) and left.',
    ])
  })

  it('keeps what reads like a time in speech', () => {
    expect(told(read('Ada: At\n9:00 I was there.'))[0]?.[1]).toBe('At 9:00 I was there.')
  })
})

describe('turns JSON', () => {
  it('reads turns of text, of blocks and of words', () => {
    const draft = read({
      language: 'en',
      turns: [
        { speaker: 'Ada', start: 1, end: 2, text: 'Good day.' },
        {
          speaker: 'Ada',
          start: 2,
          blocks: [
            { start: 2, end: 3, text: 'A block' },
            { start: 5, end: 4, text: 'of stone.' },
          ],
        },
        { words: [{ text: 'Timed.', start: '7', end: '7.5', confidence: 2 }] },
        { speaker: 'Ben', text: '' },
      ],
    })
    expect(told(draft).map(turn => turn.slice(0, 3))).toEqual([
      ['Ada', 'Good day.', 1],
      ['Ada', 'A block of stone.', 2],
      [null, 'Timed.', 7],
    ])
    expect(draft.turns[2]?.words).toEqual([{ text: 'Timed.', start: 7, end: 7.5, confidence: 1 }])
  })
})

describe('Oyez JSON', () => {
  it('reads sections of turns of blocks, one of which ends before it begins', () => {
    const turn = (name: string | null, ...blocks: [number, number, string][]) => ({
      speaker: name === null ? null : { name },
      text_blocks: blocks.map(([start, stop, text]) => ({ start, stop, text })),
    })
    const draft = read({
      transcript: {
        sections: [
          { turns: [turn('Justice A', [0, 2, 'We will hear'], [2, 1, 'the argument.'])] },
          { turns: [turn(null, [4, 5, 'Thank you.'])] },
        ],
      },
    })
    expect(told(draft).map(turn => turn.slice(0, 3))).toEqual([
      ['Justice A', 'We will hear the argument.', 0],
      [null, 'Thank you.', 4],
    ])
    expect(draft.report).toContainEqual(expect.objectContaining({ kind: 'repaired' }))
  })
})
