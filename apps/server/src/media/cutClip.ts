import { rename, rm, stat } from 'node:fs/promises'
import { LIMITS } from '@polyphony/contract'
import { MediaError } from './mediaError.ts'
import { undecodable } from './mediaMessages.ts'
import { mediaQueue } from './mediaQueue.ts'
import { runFfmpeg } from './runFfmpeg.ts'
import { sniffAudio } from './sniffAudio.ts'

/** Seconds of a recording, `end` exclusive. */
export interface TimeRange {
  start: number
  end: number
}

export interface ClipRange extends TimeRange {
  /** What must not be heard, in seconds of the recording. */
  silence?: readonly TimeRange[]
}

export interface ClipOptions {
  format: 'mp3' | 'opus'
  signal?: AbortSignal
}

export interface ClipResult {
  /** Seconds; less than asked for when the recording ends before. */
  duration: number
  bytes: number
  mime: string
}

/** Silence reaches this much over its ends, in seconds, so that no consonant is left to guess from. */
const SILENCE_MARGIN = 0.03
/** A filter switches between frames only: with so few samples in one, within a millisecond. */
const FRAME_SAMPLES = 32
const FADE = 0.03
/** Seconds decoded before the clip, so that codecs with memory have settled. */
const RUN_UP = 2

const ENCODERS = {
  mp3: {
    mime: 'audio/mpeg',
    args: ['-c:a', 'libmp3lame', '-b:a', '96k', '-id3v2_version', '0', '-write_id3v1', '0', '-f', 'mp3'],
  },
  opus: { mime: 'audio/ogg', args: ['-c:a', 'libopus', '-b:a', '64k', '-f', 'ogg'] },
} as const

/**
 * Cuts a passage out of a recording into a new file: decoded, silenced where nobody may hear it, faded in and out, and
 * encoded anew without any metadata. The silenced sound is not in the file. `out` is whole or not there.
 * @throws MediaError `audio-range` for an impossible passage, else as `makePeaks`
 */
export const cutClip = async (
  path: string,
  range: ClipRange,
  out: string,
  options: ClipOptions,
): Promise<ClipResult> => {
  assertRange(range)
  return mediaQueue.run(async () => {
    const type = await sniffAudio(path)
    // Containers without times are decoded from the beginning: jumping into them misses by up to seconds.
    const seek = type.timed ? Math.max(0, range.start - RUN_UP) : 0
    const encoder = ENCODERS[options.format]
    const unfinished = `${out}.${process.pid}.part`
    let progress = ''
    try {
      const { exitCode, messages } = await runFfmpeg({
        input: { path, type, seek },
        output: [
          ...['-af', filters(range, seek), '-ac', '1', '-ar', '48000', ...encoder.args],
          ...['-fflags', '+bitexact', '-flags:a', '+bitexact', '-progress', 'pipe:1', unfinished],
        ],
        onData: chunk => {
          progress = (progress + chunk.toString('latin1')).slice(-4000)
        },
        signal: options.signal,
        maxSeconds: 900,
      })
      const times = [...progress.matchAll(/out_time=(\d+):(\d\d):(\d\d\.\d+)/g)].at(-1)
      const duration = times ? Number(times[1]) * 3600 + Number(times[2]) * 60 + Number(times[3]) : 0
      if (exitCode !== 0) throw undecodable(messages)
      if (duration <= 0) throw outside(range)
      const { size } = await stat(unfinished)
      await rename(unfinished, out)
      return { duration: Math.min(duration, range.end - range.start), bytes: size, mime: encoder.mime }
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    }
  }, options.signal)
}

const filters = ({ start, end, silence = [] }: ClipRange, seek: number): string => {
  const length = end - start
  const seconds = (value: number) => value.toFixed(4)
  const fade = Math.min(FADE, length / 4)
  const muted = silence
    .map(range => ({ from: range.start - start - SILENCE_MARGIN, to: range.end - start + SILENCE_MARGIN }))
    .filter(({ from, to }) => to > 0 && from < length)
  return [
    `atrim=start=${seconds(start - seek)}:end=${seconds(end - seek)}`,
    'asetpts=PTS-STARTPTS',
    `asetnsamples=n=${FRAME_SAMPLES}:p=0`,
    ...muted.map(({ from, to }) => `volume=volume=0:enable='between(t,${seconds(from)},${seconds(to)})'`),
    `afade=t=in:d=${seconds(fade)}`,
    `afade=t=out:st=${seconds(length - fade)}:d=${seconds(fade)}`,
    'asetnsamples=n=1024:p=0',
  ].join(',')
}

const assertRange = (range: ClipRange) => {
  const { start, end, silence = [] } = range
  const fits =
    Number.isFinite(start) &&
    Number.isFinite(end) &&
    start >= 0 &&
    start < end &&
    end - start <= LIMITS.clipSeconds
  if (!fits) throw outside(range)
  // A range that cannot be understood must never be left audible.
  const wrong = silence.find(
    part => !(Number.isFinite(part.start) && Number.isFinite(part.end) && part.start <= part.end),
  )
  if (wrong) throw outside(wrong)
}

const outside = ({ start, end }: TimeRange) =>
  new MediaError(
    'audio-range',
    `There is no passage from ${start} to ${end} seconds`,
    `Choose a passage within the recording, ${LIMITS.clipSeconds / 60} minutes at most.`,
  )
