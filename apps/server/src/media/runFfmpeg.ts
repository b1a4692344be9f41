import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import type { AudioType } from './audioTypes.ts'
import { findFfmpeg } from './findFfmpeg.ts'
import { MediaError } from './mediaError.ts'

/** Address space of a child in KiB. ffmpeg maps some 400 MB of libraries before it does anything. */
const MEMORY_KIB = 1024 * 1024
const MAX_MESSAGES = 200

/** Decoders of speech and music; whatever else a file asks for is refused. */
const DECODERS = [
  'mp3,mp3float,aac,aac_fixed,aac_latm,alac,flac,opus,libopus,vorbis,libvorbis,speex,libspeex',
  'pcm_u8,pcm_s16le,pcm_s24le,pcm_s32le,pcm_f32le,pcm_f64le,pcm_alaw,pcm_mulaw,adpcm_ms,adpcm_ima_wav',
].join(',')

export interface FfmpegRun {
  input: {
    path: string
    type: AudioType /** Seconds to skip at once; only for timed containers. */
    seek?: number
  }
  /** Everything after the input. */
  output: string[]
  onData?: (chunk: Buffer) => void
  signal?: AbortSignal
  /** Seconds of wall time after which the child is killed. */
  maxSeconds: number
}

export interface FfmpegResult {
  exitCode: number | null
  /** What it said, a line each, beginning with a level such as `[error]`. */
  messages: string[]
}

/**
 * Runs ffmpeg as a child on one local file: demuxer, protocols and decoders fixed, no standard input, a bare
 * environment, a bound on wall time, and on Linux one on memory and core dumps (`ulimit`; other systems offer no such
 * bound, there the time alone holds). Aborting kills the child and rejects with the signal's reason.
 * @throws MediaError `media-too-slow`, `media-unavailable`
 */
export const runFfmpeg = async (run: FfmpegRun): Promise<FfmpegResult> => {
  const { input, output, onData, signal, maxSeconds } = run
  signal?.throwIfAborted()
  const ffmpeg = await findFfmpeg()
  const options = [
    ...['-nostdin', '-hide_banner', '-nostats', '-y', '-loglevel', 'level+info', '-threads', '1'],
    ...[
      '-protocol_whitelist',
      'file,pipe',
      '-format_whitelist',
      input.type.demuxer,
      '-codec_whitelist',
      DECODERS,
    ],
    ...(input.seek ? ['-ss', input.seek.toFixed(6)] : []),
    ...['-f', input.type.demuxer, '-i', `file:${resolve(input.path)}`, '-map', '0:a:0', '-vn', '-sn', '-dn'],
    ...['-map_metadata', '-1', '-map_chapters', '-1', '-threads', '1', ...output],
  ]
  const [command, args] =
    process.platform === 'linux'
      ? ['/bin/sh', ['-c', `ulimit -c 0; ulimit -v ${MEMORY_KIB}; exec "$0" "$@"`, ffmpeg, ...options]]
      : [ffmpeg, options]
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH } })
  return new Promise((done, failed) => {
    let stopped: unknown
    const stop = (reason: unknown) => {
      stopped ??= reason
      child.kill('SIGKILL')
    }
    const aborted = () => stop(signal?.reason)
    const deadline = setTimeout(() => stop(tooSlow(maxSeconds)), maxSeconds * 1000)
    signal?.addEventListener('abort', aborted, { once: true })
    // Aborted while ffmpeg was being found.
    if (signal?.aborted) aborted()
    const messages = lineReader(child.stderr)
    child.stdout.on('data', (chunk: Buffer) => {
      try {
        if (stopped === undefined) onData?.(chunk)
      } catch (error) {
        stop(error)
      }
    })
    const settle = (settled: () => void) => {
      clearTimeout(deadline)
      signal?.removeEventListener('abort', aborted)
      settled()
    }
    child.on('error', cause => {
      const remedy = 'Check that ffmpeg is installed and may be executed.'
      settle(() =>
        failed(new MediaError('media-unavailable', 'ffmpeg could not be started', remedy, { cause })),
      )
    })
    child.on('close', exitCode =>
      settle(() => (stopped === undefined ? done({ exitCode, messages }) : failed(stopped))),
    )
  })
}

/** The last lines of a stream, filled as they arrive. */
const lineReader = (stream: NodeJS.ReadableStream): string[] => {
  const lines: string[] = []
  let rest = ''
  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    const parts = (rest + chunk).split(/[\r\n]+/)
    rest = (parts.pop() ?? '').slice(0, 2000)
    lines.push(...parts.filter(line => line !== ''))
    // The beginning tells what the file is, the end how it went.
    if (lines.length > MAX_MESSAGES) lines.splice(MAX_MESSAGES / 2, lines.length - MAX_MESSAGES)
  })
  stream.on('end', () => rest !== '' && lines.push(rest))
  return lines
}

const tooSlow = (seconds: number) =>
  new MediaError(
    'media-too-slow',
    `Work on the recording took longer than ${seconds} seconds`,
    'Try it again, or convert it to MP3 first.',
  )
