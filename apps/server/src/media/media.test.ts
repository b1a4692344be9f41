import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cutClip } from './cutClip.ts'
import { findFfmpeg } from './findFfmpeg.ts'
import { makePeaks } from './makePeaks.ts'
import { MediaError } from './mediaError.ts'
import { mediaQueue } from './mediaQueue.ts'
import { PEAKS_PER_SECOND, readPeaks } from './peaksFile.ts'
import { probeRecording } from './probeRecording.ts'
import { sniffAudio } from './sniffAudio.ts'

const SECONDS = 20
/** Each second has its own pitch, so that a cut shows where it was made. */
const pitch = (second: number) => 300 + 60 * second
const FILES = [
  'a.mp3',
  'vbr.mp3',
  'a.aac',
  'a.m4a',
  'a.wav',
  'a.flac',
  'vorbis.ogg',
  'opus.ogg',
  'a.webm',
] as const

let folder: string
let ffmpeg: string
const at = (name: string) => join(folder, name)

/** Sound from an expression of the time `t`. */
const speak = (name: string, expression: string, seconds: number, ...encode: string[]) =>
  execFileSync(ffmpeg, [
    ...[
      '-v',
      'error',
      '-nostdin',
      '-y',
      '-f',
      'lavfi',
      '-i',
      `aevalsrc=${expression}:s=44100:d=${seconds}`,
      '-ac',
      '2',
    ],
    ...['-metadata', 'title=Somebody', ...encode, at(name)],
  ])

/** Samples, 8 kHz mono, -1 to 1. */
const listen = (path: string): number[] => {
  const raw = execFileSync(ffmpeg, [
    '-v',
    'error',
    '-nostdin',
    '-i',
    path,
    '-ac',
    '1',
    '-ar',
    '8000',
    '-f',
    's16le',
    '-',
  ])
  return Array.from({ length: raw.length / 2 }, (_, i) => raw.readInt16LE(i * 2) / 32768)
}

const loudest = (samples: number[]) => samples.reduce((max, sample) => Math.max(max, Math.abs(sample)), 0)

/** Hertz, by the crossings of zero upwards. */
const heard = (samples: number[], from: number, to: number) => {
  let crossings = 0
  for (let i = Math.round(from * 8000) + 1; i < to * 8000; i++)
    if (samples[i - 1]! < 0 && samples[i]! >= 0) crossings++
  return crossings / (to - from)
}

const failure = async (work: Promise<unknown>): Promise<MediaError> => {
  const error = await work.then(
    () => new Error('nothing was thrown'),
    reason => reason,
  )
  if (error instanceof MediaError) return error
  throw error
}

beforeAll(async () => {
  ffmpeg = await findFfmpeg()
  folder = mkdtempSync(join(tmpdir(), 'polyphony-media-'))
  // The phase is the integral of the pitch, so that no click marks the seconds.
  const tune = `0.5*sin(2*PI*(${pitch(0)}*t+60*(floor(t)*t-floor(t)*(floor(t)+1)/2)))`
  for (const file of FILES) {
    const special = {
      'vbr.mp3': ['-q:a', '5', '-write_xing', '0'],
      'opus.ogg': ['-c:a', 'libopus'],
      'vorbis.ogg': ['-c:a', 'libvorbis'],
    }
    speak(file, tune, SECONDS, ...((special as Record<string, string[]>)[file] ?? []))
  }
}, 60_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('sniffAudio', () => {
  it.each(FILES)('knows %s by its bytes, whatever its name', async file => {
    writeFileSync(at('upload.bin'), readFileSync(at(file)))
    const { container } = await sniffAudio(at('upload.bin'))
    expect(container).toBe(file === 'vbr.mp3' ? 'mp3' : file.split('.')[1])
  })

  it('looks behind a cover of any size', async () => {
    const cover = Buffer.alloc(300_000)
    const size = [cover.length >> 21, cover.length >> 14, cover.length >> 7, cover.length].map(
      byte => byte & 0x7f,
    )
    writeFileSync(
      at('cover.mp3'),
      Buffer.concat([
        Buffer.from(['I', 'D', '3'].map(c => c.charCodeAt(0))),
        Buffer.from([4, 0, 0, ...size]),
        cover,
        readFileSync(at('vbr.mp3')),
      ]),
    )
    expect((await sniffAudio(at('cover.mp3'))).container).toBe('mp3')
  })

  it.each([
    ['a playlist', '#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n', 'audio-playlist'],
    ['a list of files', "ffconcat version 1.0\nfile 'secret.wav'\n", 'audio-playlist'],
    ['a session description', 'v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\n', 'audio-playlist'],
    ['a cue sheet', '\ufeffFILE "other.wav" WAVE\n  TRACK 01 AUDIO\n', 'audio-playlist'],
    ['a presentation', '<?xml version="1.0"?><smil/>', 'audio-playlist'],
    ['a picture', '\u0089PNG\r\n\u001a\n', 'audio-unsupported'],
    ['prose', 'To whom it may concern', 'audio-unsupported'],
    ['nothing', '', 'audio-empty'],
  ])('refuses %s named .mp3', async (_, content, code) => {
    writeFileSync(at('disguised.mp3'), content)
    expect((await failure(makePeaks(at('disguised.mp3'), at('out')))).code).toBe(code)
    expect(existsSync(at('out'))).toBe(false)
  })
})

describe('a playlist behind the magic bytes of a recording', () => {
  it('is not followed', async () => {
    const disguise = Buffer.concat([
      Buffer.from('RIFF\u0000\u0000\u0000\u0000WAVE\n'),
      Buffer.from(`#EXTM3U\n#EXTINF:1,\nfile:${at('a.wav')}\n#EXT-X-ENDLIST`),
    ])
    writeFileSync(at('polyglot.mp3'), disguise)
    expect((await failure(probeRecording(at('polyglot.mp3')))).code).toBe('audio-unsupported')
    expect((await failure(makePeaks(at('polyglot.mp3'), at('out')))).code).toBe('audio-unsupported')
  })
})

describe('probeRecording', () => {
  it.each(FILES)('tells what %s is and how long it lasts', async file => {
    const info = await probeRecording(at(file))
    expect(info.duration).toBeGreaterThan(SECONDS - 0.1)
    expect(info.duration).toBeLessThan(SECONDS + 0.1)
    expect(info.channels).toBe(2)
    expect(info.sampleRate).toBe(file === 'opus.ogg' || file === 'a.webm' ? 48000 : 44100)
  })
})

describe('makePeaks', () => {
  it.each(FILES)('writes the waveform of %s', async file => {
    const progress: number[] = []
    const result = await makePeaks(at(file), at('a.peaks'), { onProgress: seconds => progress.push(seconds) })
    const peaks = await readPeaks(at('a.peaks'))
    expect(Math.abs(result.duration - SECONDS)).toBeLessThan(0.1)
    expect(peaks.duration).toBeCloseTo(result.duration, 3)
    expect(peaks.rate).toBe(PEAKS_PER_SECOND)
    expect(peaks.pairs.length).toBe(Math.ceil(result.duration * PEAKS_PER_SECOND) * 2)
    expect(result.warning).toBeUndefined()
    // Half of full scale, 3 dB less on each of two channels, in the middle of the recording.
    const [low, high] = peaks.pairs.subarray(400, 402)
    expect(Math.abs(low! + 45)).toBeLessThan(8)
    expect(Math.abs(high! - 45)).toBeLessThan(8)
    expect(progress.at(-1)).toBe(result.duration)
    expect(progress).toEqual([...progress].sort((a, b) => a - b))
  })

  it('shows loud and quiet where they are', async () => {
    speak('beep.wav', 'if(between(t\\,2\\,2.5)\\,0.9*sin(2*PI*440*t)\\,0)', 4)
    await makePeaks(at('beep.wav'), at('beep.peaks'))
    const { pairs } = await readPeaks(at('beep.peaks'))
    const loud = Array.from({ length: pairs.length / 2 }, (_, i) => i).filter(i => pairs[i * 2 + 1]! > 60)
    expect(loud).toEqual(Array.from({ length: 10 }, (_, i) => 40 + i))
  })

  it('keeps what can be heard of a recording that breaks off, and says where', async () => {
    for (const name of ['a.flac', 'a.mp3']) {
      writeFileSync(at(`cut-${name}`), readFileSync(at(name)))
      truncateSync(at(`cut-${name}`), Math.floor(readFileSync(at(name)).length / 2))
      const { duration, warning } = await makePeaks(at(`cut-${name}`), at('cut.peaks'))
      expect(duration).toBeGreaterThan(5)
      expect(duration).toBeLessThan(15)
      expect(warning).toMatchObject({ code: 'audio-truncated', at: duration })
      expect((await readPeaks(at('cut.peaks'))).duration).toBeCloseTo(duration, 3)
    }
  })

  it('explains a recording without its index', async () => {
    writeFileSync(at('cut.m4a'), readFileSync(at('a.m4a')).subarray(0, 20_000))
    const error = await failure(makePeaks(at('cut.m4a'), at('none.peaks')))
    expect(error.code).toBe('audio-unsupported')
    expect(error.message).toContain('incomplete')
    expect(existsSync(at('none.peaks'))).toBe(false)
  })

  it('refuses what is too long', async () => {
    const error = await failure(makePeaks(at('a.wav'), at('none.peaks'), { maxSeconds: 10 }))
    expect(error.code).toBe('audio-too-long')
    expect(existsSync(at('none.peaks'))).toBe(false)
  })

  it('stops when aborted and leaves nothing behind', async () => {
    const stop = new AbortController()
    const reason = new Error('the upload was taken back')
    const work = makePeaks(at('a.flac'), at('none.peaks'), {
      signal: stop.signal,
      onProgress: () => stop.abort(reason),
    })
    await expect(work).rejects.toBe(reason)
    await expect(makePeaks(at('a.flac'), at('none.peaks'), { signal: stop.signal })).rejects.toBe(reason)
    expect(readdirSync(folder).filter(name => name.includes('none.peaks'))).toEqual([])
    expect(mediaQueue.running).toBe(0)
  })
})

describe('cutClip', () => {
  it.each(FILES)('cuts %s at the very place', async file => {
    const { duration, bytes } = await cutClip(at(file), { start: 12.5, end: 15.5 }, at('clip.mp3'), {
      format: 'mp3',
    })
    expect(duration).toBeCloseTo(3, 1)
    expect(bytes).toBe(readFileSync(at('clip.mp3')).length)
    const samples = listen(at('clip.mp3'))
    for (const [from, to, second] of [
      [0.1, 0.45, 12],
      [0.55, 1.45, 13],
      [1.55, 2.45, 14],
      [2.55, 2.9, 15],
    ] as const) {
      expect(Math.abs(heard(samples, from, to) - pitch(second))).toBeLessThan(8)
    }
  })

  it.each(FILES)('leaves nothing of a silenced passage of %s', async file => {
    const extension = file.split('.')[1]!
    const encode =
      file === 'opus.ogg' ? ['-c:a', 'libopus'] : file === 'vorbis.ogg' ? ['-c:a', 'libvorbis'] : []
    speak(`secret.${extension}`, 'if(between(t\\,3\\,4)\\,0.9*sin(2*PI*700*t)\\,0)', 6, ...encode)
    const whole = { start: 2, end: 5 }
    for (const format of ['mp3', 'opus'] as const) {
      await cutClip(at(`secret.${extension}`), whole, at('open'), { format })
      expect(loudest(listen(at('open')))).toBeGreaterThan(0.5)
      await cutClip(at(`secret.${extension}`), { ...whole, silence: [{ start: 3, end: 4 }] }, at('closed'), {
        format,
      })
      // 3 ms of room: what codecs smear around the ends, 60 dB below the voice.
      expect(loudest(listen(at('closed')))).toBeLessThan(0.005)
    }
  })

  it('silences several passages and only those', async () => {
    const silence = [
      { start: 1, end: 2 },
      { start: 3.5, end: 4 },
      { start: 7.5, end: 99 },
    ]
    await cutClip(at('a.wav'), { start: 0.5, end: 8, silence }, at('parts.opus'), { format: 'opus' })
    const samples = listen(at('parts.opus'))
    const level = (from: number, to: number) => loudest(samples.slice((from - 0.5) * 8000, (to - 0.5) * 8000))
    for (const [from, to] of [
      [1, 2],
      [3.5, 4],
      [7.5, 7.9],
    ] as const)
      expect(level(from, to)).toBeLessThan(0.01)
    for (const [from, to] of [
      [0.6, 0.9],
      [2.1, 3.4],
      [4.1, 7.4],
    ] as const)
      expect(level(from, to)).toBeGreaterThan(0.4)
  })

  it('carries no name out', async () => {
    await cutClip(at('a.mp3'), { start: 1, end: 2 }, at('bare.mp3'), { format: 'mp3' })
    await cutClip(at('a.mp3'), { start: 1, end: 2 }, at('bare.opus'), { format: 'opus' })
    for (const name of ['bare.mp3', 'bare.opus'])
      expect(readFileSync(at(name)).includes('Somebody')).toBe(false)
  })

  it('ends where the recording ends, and refuses what lies outside', async () => {
    const { duration } = await cutClip(
      at('a.wav'),
      { start: SECONDS - 1, end: SECONDS + 5 },
      at('tail.mp3'),
      { format: 'mp3' },
    )
    expect(duration).toBeLessThan(1.2)
    for (const range of [
      { start: 5, end: 5 },
      { start: -1, end: 2 },
      { start: 0, end: Number.NaN },
      { start: 30, end: 40 },
    ]) {
      expect((await failure(cutClip(at('a.wav'), range, at('out.mp3'), { format: 'mp3' }))).code).toBe(
        'audio-range',
      )
    }
    expect(
      (
        await failure(
          cutClip(
            at('a.wav'),
            { start: 1, end: 3, silence: [{ start: 3, end: Number.NaN }] },
            at('out.mp3'),
            { format: 'mp3' },
          ),
        )
      ).code,
    ).toBe('audio-range')
    expect(readdirSync(folder).filter(name => name.includes('out.mp3'))).toEqual([])
  })
})
