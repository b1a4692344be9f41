import { MediaError } from './mediaError.ts'

/** Seconds of `Duration: 00:01:02.34`; null when the file does not say or ffmpeg only guesses from the bit rate. */
export const declaredDuration = (messages: string[]): number | null => {
  if (messages.some(line => line.includes('Estimating duration from bitrate'))) return null
  for (const line of messages) {
    const match = /Duration: (\d+):(\d\d):(\d\d\.\d+)/.exec(line)
    if (match) return Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3])
  }
  return null
}

/** The error for a recording of which nothing could be decoded. */
export const undecodable = (messages: string[]): MediaError => {
  const said = messages.filter(line => /\[(error|fatal|panic)\]/.test(line)).join('; ')
  if (/moov atom not found/.test(said)) {
    const what = 'The recording is incomplete: its index is missing'
    return new MediaError(
      'audio-unsupported',
      what,
      'It was cut off while it was saved or copied; copy it again.',
    )
  }
  if (/matches no streams|does not contain any stream/.test(said)) {
    return new MediaError('audio-unsupported', 'The file holds no sound', 'Add a file with an audio track.')
  }
  if (/Cannot allocate memory|std::bad_alloc/.test(said)) {
    const what = 'Decoding the recording needs more memory than it may have'
    return new MediaError('media-failed', what, 'The file may be damaged; convert it to MP3 first.')
  }
  const what = 'The recording cannot be decoded'
  return new MediaError(
    'audio-unsupported',
    what,
    'It may be damaged, or of a rare kind: convert it to MP3 first.',
    {
      cause: new Error(said.slice(0, 1000)),
    },
  )
}
