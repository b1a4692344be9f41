import { execFile } from 'node:child_process'
import { open, rm } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What of a court transcript is spoken: who, when (seconds), what. */
export interface SpokenTurn {
  speaker: string
  start: number
  end: number
  blocks: { start: number; end: number; text: string }[]
}

const VOICES = [
  'en-us',
  'en-gb',
  'en-gb-scotland',
  'en-us+f3',
  'en-gb+f2',
  'en-us+m4',
  'en-gb+m7',
  'en-gb+f4',
]
const RATE = 22_050
const WAV_HEADER = 44

/**
 * Speaks a transcript with one synthetic voice (espeak-ng) for each speaker, every block at its own time, into an MP3.
 * @returns its length in seconds
 */
export const speakTranscript = async (
  turns: readonly SpokenTurn[],
  out: string,
  onProgress: (text: string) => void,
): Promise<number> => {
  const voices = new Map(
    [...new Set(turns.map(turn => turn.speaker))].map((name, i) => [name, VOICES[i % VOICES.length]!]),
  )
  const blocks = turns.flatMap(turn => turn.blocks.map(block => ({ ...block, speaker: turn.speaker })))
  const raw = `${out}.raw`
  const file = await open(raw, 'w')
  let end = 0
  try {
    for (const [index, { speaker, start, text }] of blocks.entries()) {
      if (index % 50 === 0) onProgress(`Speaking ${index} of ${blocks.length}`)
      const { stdout } = await run('espeak-ng', ['-v', voices.get(speaker)!, '-s', '190', '--stdout', text], {
        encoding: 'buffer',
        maxBuffer: 64 * 1024 ** 2,
      })
      const speech = stdout.subarray(WAV_HEADER)
      // A sentence that takes longer than its slot pushes the next one back, never talks over it.
      const at = Math.max(end, Math.round(start * RATE) * 2)
      await file.write(speech, 0, speech.length, at)
      end = at + speech.length + (speech.length % 2)
    }
  } finally {
    await file.close()
  }
  onProgress('Encoding')
  await run('ffmpeg', [
    '-y',
    '-v',
    'error',
    '-f',
    's16le',
    '-ar',
    String(RATE),
    '-ac',
    '1',
    '-i',
    raw,
    '-b:a',
    '64k',
    out,
  ])
  await rm(raw)
  return end / 2 / RATE
}
