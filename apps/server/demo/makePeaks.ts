/**
 * Makes the waveform of the demo's recording, recording.peaks, so that no demo needs to decode it again:
 *
 *     npx tsx apps/server/demo/makePeaks.ts      (after makeAudio.mjs)
 */
import { join } from 'node:path'
import { makePeaks } from '../src/media/makePeaks.ts'

const here = import.meta.dirname
const { pairs } = await makePeaks(join(here, 'recording.mp3'), join(here, 'recording.peaks'))
process.stdout.write(`${pairs} pairs\n`)
