import { execFileSync } from 'node:child_process'
import { findFfmpeg } from '../media/findFfmpeg.ts'

/** Writes a recording of a soft tone, in the format its name's extension asks for. */
export const makeRecording = async (file: string, seconds: number): Promise<string> => {
  const source = `aevalsrc=0.3*sin(2*PI*(300+20*floor(t))*t):s=22050:d=${seconds}`
  execFileSync(await findFfmpeg(), [
    '-v',
    'error',
    '-nostdin',
    '-y',
    '-f',
    'lavfi',
    '-i',
    source,
    '-ac',
    '1',
    file,
  ])
  return file
}
