import { LIMITS } from '@polyphony/contract'
import { MediaError, type MediaWarning } from './mediaError.ts'
import { declaredDuration, undecodable } from './mediaMessages.ts'
import { mediaQueue } from './mediaQueue.ts'
import { PEAKS_PER_SECOND, writePeaks } from './peaksFile.ts'
import { PEAKS_SAMPLE_RATE, PeaksReducer } from './peaksReducer.ts'
import { runFfmpeg } from './runFfmpeg.ts'
import { sniffAudio } from './sniffAudio.ts'

export interface PeaksOptions {
  /** Seconds decoded so far. */
  onProgress?: (seconds: number) => void
  signal?: AbortSignal
  /** Seconds of audio; `LIMITS.recordingSeconds` when left out. */
  maxSeconds?: number
}

export interface PeaksResult {
  /** Seconds, as decoded: the truth about how long the recording is. */
  duration: number
  pairs: number
  /** The recording breaks off: what could be decoded is kept. */
  warning?: MediaWarning
}

/**
 * Decodes a recording once, in a child process, and writes its peaks to `out` (see `readPeaks`).
 * @throws MediaError `audio-…` when it is no usable recording, `audio-too-long` past `maxSeconds`; the signal's reason
 * when aborted. `out` is then not written.
 */
export const makePeaks = (path: string, out: string, options: PeaksOptions = {}): Promise<PeaksResult> =>
  mediaQueue.run(async () => {
    const { onProgress, signal, maxSeconds = LIMITS.recordingSeconds } = options
    const type = await sniffAudio(path)
    const reducer = new PeaksReducer()
    let told = 0
    const { exitCode, messages } = await runFfmpeg({
      input: { path, type },
      output: ['-ac', '1', '-ar', String(PEAKS_SAMPLE_RATE), '-c:a', 'pcm_s16le', '-f', 's16le', 'pipe:1'],
      onData: chunk => {
        reducer.push(chunk)
        if (reducer.seconds > maxSeconds) throw tooLong(maxSeconds)
        if (onProgress && reducer.seconds - told >= 1) {
          told = reducer.seconds
          onProgress(told)
        }
      },
      signal,
      maxSeconds: 1800,
    })
    const duration = reducer.seconds
    const usable = exitCode === 0 ? duration > 0 : duration >= 1
    if (!usable) throw undecodable(messages)
    const pairs = reducer.finish()
    await writePeaks(out, { rate: PEAKS_PER_SECOND, duration, pairs })
    onProgress?.(duration)
    const declared = declaredDuration(messages)
    const short = declared !== null && declared - duration > Math.max(2, declared * 0.01)
    const result = { duration, pairs: pairs.length / 2 }
    return exitCode === 0 && !short ? result : { ...result, warning: truncated(duration, declared) }
  }, options.signal)

const truncated = (at: number, declared: number | null): MediaWarning => {
  const announced = declared === null ? '' : `, though it announces ${clock(declared)}`
  return {
    code: 'audio-truncated',
    at,
    message: `The recording breaks off at ${clock(at)}${announced}. The part before is kept.`,
  }
}

const tooLong = (seconds: number) =>
  new MediaError(
    'audio-too-long',
    `The recording is longer than ${clock(seconds)}`,
    'Split it into several conversations.',
  )

const clock = (seconds: number) => {
  const [h, m, s] = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor)
  return `${h}:${String(m).padStart(2, '0')}:${String(s).padStart(2, '0')}`
}
