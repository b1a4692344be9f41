/**
 * Makes the demo's recording and its transcript from conversation.md: recording.mp3 and transcript.json (the JSON of
 * the Whisper family, with word times and speakers).
 *
 *     apt-get install espeak-ng ffmpeg python3      (Debian; free voices only)
 *     node apps/server/demo/makeAudio.mjs
 *
 * Every voice is espeak-ng's. The words' times come from the synthesiser, so the transcript is right to a few
 * milliseconds. The result is the same at every run with the same versions of espeak-ng and ffmpeg. makePeaks.ts then
 * makes the waveform.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Voice, words a minute, pitch and range (0–100) of each speaker. */
const VOICES = {
  Linden: { voice: 'en-gb-x-rp+Andrea', rate: 134, pitch: 44, range: 46 },
  Juniper: { voice: 'en-us+Annie', rate: 166, pitch: 58, range: 62 },
  Cedar: { voice: 'en-us+Lee', rate: 162, pitch: 48, range: 48 },
  Rowan: { voice: 'en-gb-scotland+Michael', rate: 152, pitch: 36, range: 42 },
  Aspen: { voice: 'en-029+Steph', rate: 160, pitch: 50, range: 56 },
}
/** Everybody is heard equally well: level of speech, of full scale. */
const LOUDNESS = 0.085
/** Silence before the first word and after the last, in seconds. */
const MARGIN = 0.8
/** How the room sounds: less of the synthesiser's edge, a hint of walls, a breath of air. */
const ROOM =
  '[0:a]highpass=f=90,equalizer=f=240:t=q:w=1:g=2,equalizer=f=3200:t=q:w=1.2:g=-5,lowpass=f=7000,aecho=0.9:0.5:23|41:0.10|0.06[voice];' +
  '[1:a]lowpass=f=900[air];[voice][air]amix=inputs=2:duration=first:weights=1 1,volume=4.5,alimiter=limit=0.9:level=disabled'

const here = import.meta.dirname
const folder = mkdtempSync(join(tmpdir(), 'demo-'))
try {
  const turns = readTurns(readFileSync(join(here, 'conversation.md'), 'utf8'))
  const spoken = speak(turns)
  const { segments, samples, sampleRate } = assemble(turns, spoken)
  const raw = join(folder, 'all.raw')
  writeFileSync(raw, Buffer.from(samples.buffer))
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-y', '-f', 's16le', '-ar', String(sampleRate), '-ac', '1', '-i', raw],
    ...['-f', 'lavfi', '-i', `anoisesrc=color=pink:amplitude=0.003:seed=14:sample_rate=${sampleRate}`],
    ...['-filter_complex', ROOM, '-ac', '1', '-ar', '24000', '-c:a', 'libmp3lame', '-b:a', '48k'],
    ...['-map_metadata', '-1', '-fflags', '+bitexact', '-metadata', 'title=East wing (synthetic voices)'],
    join(here, 'recording.mp3'),
  ])
  const transcript = { language: 'en', duration: round(samples.length / sampleRate), segments }
  // A line a segment: readable differences when the conversation changes.
  const body = segments.map(segment => `    ${JSON.stringify(segment)}`).join(',\n')
  const head = JSON.stringify(
    { language: transcript.language, duration: transcript.duration },
    null,
    2,
  ).slice(0, -2)
  writeFileSync(join(here, 'transcript.json'), `${head},\n  "segments": [\n${body}\n  ]\n}\n`)
  console.log(`${turns.length} turns, ${transcript.duration} seconds`)
} finally {
  rmSync(folder, { recursive: true })
}

/** The turns of the script: paragraphs that begin with a speaker's name. */
function readTurns(script) {
  return script.split('\n').flatMap(line => {
    const match = /^(\w+): (.+)$/.exec(line)
    return match && match[1] in VOICES ? [{ speaker: match[1], text: match[2].trim() }] : []
  })
}

function speak(turns) {
  const jobs = turns.map(({ speaker, text }, i) => ({
    ...VOICES[speaker],
    text,
    out: join(folder, `${i}.raw`),
  }))
  const lines = execFileSync('python3', [join(here, 'speak.py')], {
    input: jobs.map(job => `${JSON.stringify(job)}\n`).join(''),
    maxBuffer: 64 * 1024 * 1024,
  })
  return lines
    .toString()
    .trim()
    .split('\n')
    .map((line, i) => {
      const bytes = readFileSync(jobs[i].out)
      return {
        ...JSON.parse(line),
        samples: new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2),
      }
    })
}

/** Puts the turns one after the other, and their words on the common clock. */
function assemble(turns, spoken) {
  const sampleRate = spoken[0].sampleRate
  const pieces = [new Int16Array(MARGIN * sampleRate)]
  let clock = pieces[0].length
  const segments = turns.map(({ speaker, text }, i) => {
    const { samples, words, pauses } = trimmed(spoken[i])
    const timed = timeWords(text, words, pauses, samples.length / sampleRate, clock / sampleRate)
    pieces.push(levelled(samples))
    clock += samples.length
    const rest = new Int16Array(Math.round(pauseAfter(turns, i) * sampleRate))
    pieces.push(rest)
    clock += rest.length
    return { id: i, start: timed[0].start, end: timed.at(-1).end, speaker, text, words: timed }
  })
  const samples = new Int16Array(clock)
  let at = 0
  for (const piece of pieces) {
    samples.set(piece, at)
    at += piece.length
  }
  return { segments, samples, sampleRate }
}

/** Short answers come quickly, long turns leave a breath, a question of the facilitator a thought. */
function pauseAfter(turns, i) {
  const next = turns[i + 1]
  if (!next) return MARGIN
  const length = text => text.split(' ').length
  if (length(next.text) < 8) return 0.45
  return turns[i].speaker === 'Linden' && length(next.text) > 60 ? 1.1 : 0.7
}

/** Without the silence the synthesiser adds at the end. */
function trimmed({ samples, ...rest }) {
  let end = samples.length
  while (end > 0 && Math.abs(samples[end - 1]) < 60) end--
  return { ...rest, samples: samples.subarray(0, end) }
}

function levelled(samples) {
  // Pauses within a turn would make slow speakers louder than others: only what sounds is measured.
  const loud = samples.filter(sample => Math.abs(sample) > 300)
  const level = Math.sqrt(loud.reduce((sum, sample) => sum + sample * sample, 0) / loud.length) / 32768
  return samples.map(sample => Math.max(-32000, Math.min(32000, Math.round((sample * LOUDNESS) / level))))
}

/** Words with times: from the synthesiser's event at each word to the next one, or to the pause before it. */
function timeWords(text, events, pauses, length, offset) {
  const words = [...text.matchAll(/\S+/g)].map(match => ({
    word: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }))
  const starts = words.map(
    ({ from, to }) => events.find(event => event.at >= from && event.at < to)?.start ?? null,
  )
  starts[0] ??= 0
  // Two words that are spoken as one have one event: they share its time by their length.
  for (let i = 1; i < words.length; i++) {
    if (starts[i] !== null) continue
    const next = starts.findIndex((start, k) => k > i && start !== null)
    const [from, to] = [starts[i - 1], next < 0 ? length : starts[next]]
    const shared = words.slice(i - 1, next < 0 ? words.length : next)
    const letters = shared.reduce((sum, word) => sum + word.word.length, 0)
    starts[i] = from + ((to - from) * words[i - 1].word.length) / letters
  }
  return words.map(({ word }, i) => {
    const limit = starts[i + 1] ?? length
    const pause = pauses.find(time => time > starts[i] + 0.03 && time <= limit)
    return {
      word: ` ${word}`,
      start: round(offset + starts[i]),
      end: round(offset + (pause ?? limit)),
      probability: 1,
    }
  })
}

function round(seconds) {
  return Math.round(seconds * 1000) / 1000
}
