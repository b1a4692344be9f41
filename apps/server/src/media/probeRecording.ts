import type { AudioContainer } from './audioTypes.ts'
import { declaredDuration, undecodable } from './mediaMessages.ts'
import { runFfmpeg } from './runFfmpeg.ts'
import { sniffAudio } from './sniffAudio.ts'

export interface RecordingInfo {
  /** Seconds, summed over all packets, since headers lie (within 0.1 s of what `makePeaks` decodes). */
  duration: number
  container: AudioContainer
  /** As ffmpeg calls it: `mp3`, `aac`, `opus`, … */
  codec: string
  channels: number
  /** Hertz */
  sampleRate: number
}

const STREAM = /Stream #0:\d+.*?: Audio: (\w+).*?, (\d+) Hz, ([^,]+)/
const LAYOUTS: Record<string, number> = {
  mono: 1,
  stereo: 2,
  '2.1': 3,
  quad: 4,
  '4.0': 4,
  '5.0': 5,
  '5.1': 6,
  '7.1': 8,
}

/**
 * What a recording is and how long, without decoding it: a second or less for hours of audio.
 * @throws MediaError when it is no recording Polyphony can read
 */
export const probeRecording = async (
  path: string,
  options: { signal?: AbortSignal } = {},
): Promise<RecordingInfo> => {
  const type = await sniffAudio(path)
  let progress = ''
  const { messages } = await runFfmpeg({
    input: { path, type },
    output: ['-c', 'copy', '-progress', 'pipe:1', '-f', 'null', '-'],
    onData: chunk => {
      progress = (progress + chunk.toString('latin1')).slice(-4000)
    },
    signal: options.signal,
    maxSeconds: 120,
  })
  const stream = messages.map(line => STREAM.exec(line)).find(match => match !== null)
  const times = [...progress.matchAll(/out_time=(\d+):(\d\d):(\d\d\.\d+)/g)].at(-1)
  const counted = times ? Number(times[1]) * 3600 + Number(times[2]) * 60 + Number(times[3]) : 0
  const duration = counted > 0 ? counted : (declaredDuration(messages) ?? 0)
  if (!stream || duration <= 0) throw undecodable(messages)
  const [, codec = '', sampleRate = '', layout = ''] = stream
  const name = layout.trim().replace(/\(.*\)$/, '')
  const channels = LAYOUTS[name] ?? Number(/^(\d+) channels/.exec(name)?.[1] ?? 1)
  return { duration, container: type.container, codec, channels, sampleRate: Number(sampleRate) }
}
