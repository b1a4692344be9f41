export type AudioContainer = 'mp3' | 'aac' | 'm4a' | 'wav' | 'flac' | 'ogg' | 'webm'

export interface AudioType {
  container: AudioContainer
  /** For the `Content-Type` of the recording. */
  mime: string
  /** Without the dot. */
  extension: string
  /** The only ffmpeg demuxer that may open it. */
  demuxer: string
  /** Whether its packets carry times, so that a decoder can jump to a place exactly. */
  timed: boolean
}

const type = (
  container: AudioContainer,
  mime: string,
  demuxer: string = container,
  timed = true,
): AudioType => ({
  container,
  mime,
  extension: container,
  demuxer,
  timed,
})

/** The containers Polyphony takes: those that browsers play. */
export const AUDIO_TYPES: Readonly<Record<AudioContainer, AudioType>> = {
  mp3: type('mp3', 'audio/mpeg', 'mp3', false),
  aac: type('aac', 'audio/aac', 'aac', false),
  m4a: type('m4a', 'audio/mp4', 'mov'),
  wav: type('wav', 'audio/wav'),
  flac: type('flac', 'audio/flac'),
  ogg: type('ogg', 'audio/ogg'),
  webm: type('webm', 'audio/webm', 'matroska'),
}
