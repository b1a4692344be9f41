import { readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { conceptsOf, starterScheme } from '@polyphony/ontology'
import { describe, expect, it } from 'vitest'
import { makePeaks } from '../src/media/makePeaks.ts'
import { readPeaks } from '../src/media/peaksFile.ts'
import { probeRecording } from '../src/media/probeRecording.ts'
import { readTranscript } from '../src/transcripts/readTranscript.ts'
import { DemoAnnotations } from './annotations.ts'
import { locateQuote } from './locateQuote.ts'

const file = (name: string) => join(import.meta.dirname, name)
const draft = readTranscript(readFileSync(file('transcript.json')), 'transcript.json')
const texts = draft.turns.map(turn => turn.words.map(word => word.text).join(' '))
const demo = DemoAnnotations.parse(JSON.parse(readFileSync(file('annotations.json'), 'utf8')))

describe('the demo’s transcript', () => {
  it('is what the script says, turn by turn', () => {
    const script = readFileSync(file('conversation.md'), 'utf8')
    const lines = [...script.matchAll(/^(\w+): (.+)$/gm)].map(([, speaker, text]) => [speaker, text])
    expect(draft.turns.map((turn, i) => [turn.speaker, texts[i]])).toEqual(lines)
    expect(draft.report).toEqual([])
  })

  it('has times that run forward within the recording', async () => {
    const { duration } = await probeRecording(file('recording.mp3'))
    expect(duration).toBeGreaterThan(600)
    expect(duration).toBeLessThan(800)
    let clock = 0
    for (const word of draft.turns.flatMap(turn => turn.words)) {
      expect(word.start).toBeGreaterThanOrEqual(clock)
      expect(word.end).toBeGreaterThan(word.start!)
      clock = word.end!
    }
    expect(clock).toBeLessThan(duration)
    expect(statSync(file('recording.mp3')).size).toBeLessThan(5_000_000)
  })
})

describe('the demo’s waveform', () => {
  it('is the one of its recording', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'polyphony-demo-'))
    try {
      const made = join(folder, 'recording.peaks')
      await makePeaks(file('recording.mp3'), made)
      const [now, kept] = await Promise.all([readPeaks(made), readPeaks(file('recording.peaks'))])
      expect(kept.rate).toBe(now.rate)
      expect(kept.duration).toBeCloseTo(now.duration, 1)
      // Another version of ffmpeg may round otherwise.
      const off = now.pairs.filter((value, i) => Math.abs(value - kept.pairs[i]!) > 2)
      expect(off).toHaveLength(0)
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

describe('the demo’s annotations', () => {
  const codes = new Set(demo.codes.map(code => code.id))
  const analysts = new Set(demo.analysts.map(analyst => analyst.id))
  const highlights = new Map(demo.highlights.map(highlight => [highlight.id, highlight]))

  it.each(demo.highlights.map(highlight => [highlight.id, highlight] as const))(
    'quotes the transcript exactly: %s',
    (_, highlight) => {
      const { start, end } = locateQuote(texts, highlight.turn, highlight.quote)
      const spoken = texts.slice(start.turn, end.turn + 1)
      spoken[spoken.length - 1] = spoken.at(-1)!.slice(0, end.offset)
      spoken[0] = spoken[0]!.slice(start.offset)
      expect(spoken.join('\n')).toBe(highlight.quote)
      expect(analysts).toContain(highlight.analyst)
      for (const code of highlight.codes) expect(codes).toContain(code)
    },
  )

  it('covers the whole conversation with the guide', () => {
    expect(demo.guide[0]?.from).toBe(0)
    demo.guide.slice(1).forEach((section, i) => {
      expect(section.from).toBe(demo.guide[i]!.to + 1)
      expect(draft.turns[section.from]?.speaker).toBe(demo.facilitator)
    })
    expect(demo.guide.at(-1)?.to).toBe(draft.turns.length - 1)
    expect(readFileSync(file('conversation.md'), 'utf8').match(/^## .+$/gm)).toEqual(
      demo.guide.map(({ name }) => `## ${name}`),
    )
  })

  it('names only what is there', () => {
    const earlier = new Set<string>()
    for (const code of demo.codes) {
      if (code.parent !== null) expect(earlier).toContain(code.parent)
      earlier.add(code.id)
    }
    expect(codes.size).toBe(demo.codes.length)
    expect(highlights.size).toBe(demo.highlights.length)
    const used = demo.highlights.flatMap(highlight => highlight.codes)
    // A code nobody uses would puzzle whoever explores the demo; themes are used through their codes.
    expect(demo.codes.filter(code => code.parent !== null && !used.includes(code.id))).toEqual([])
    for (const relation of demo.relations)
      expect([...codes]).toEqual(expect.arrayContaining([relation.from, relation.to]))
    for (const comment of demo.comments) {
      expect(analysts).toContain(comment.analyst)
      if ('code' in comment) expect(codes).toContain(comment.code)
      else expect([...highlights.keys()]).toContain(comment.highlight)
    }
    const concepts = conceptsOf(starterScheme).map(concept => concept.id)
    for (const { code, concept } of demo.mappings) {
      expect(codes).toContain(code)
      expect(concepts).toContain(concept)
    }
    const cards = [...demo.board.loose, ...demo.board.clusters.flatMap(cluster => cluster.cards)]
    for (const card of cards) {
      if ('code' in card) expect(codes).toContain(card.code)
      if ('highlight' in card) expect([...highlights.keys()]).toContain(card.highlight)
    }
    expect([...codes]).toEqual(expect.arrayContaining([...demo.finding.themes, ...demo.finding.codes]))
    for (const excerpt of demo.finding.excerpts) expect([...highlights.keys()]).toContain(excerpt.highlight)
  })

  it('shows two analysts who meet in places and part in others', () => {
    const spans = demo.highlights.map(highlight => ({
      ...highlight,
      span: locateQuote(texts, highlight.turn, highlight.quote),
    }))
    const pairs = spans
      .filter(({ analyst }) => analyst === demo.analysts[0]?.id)
      .flatMap(mine =>
        spans
          .filter(({ analyst }) => analyst !== mine.analyst)
          .filter(({ span }) => before(span.start, mine.span.end) && before(mine.span.start, span.end))
          .map(theirs => mine.codes.some(code => theirs.codes.includes(code))),
      )
    expect(pairs.filter(agree => agree).length).toBeGreaterThanOrEqual(5)
    expect(pairs.filter(agree => !agree).length).toBeGreaterThanOrEqual(1)
  })
})

const before = (a: { turn: number; offset: number }, b: { turn: number; offset: number }) =>
  a.turn < b.turn || (a.turn === b.turn && a.offset < b.offset)
