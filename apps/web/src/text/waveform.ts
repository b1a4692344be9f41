import { formatCount } from './format.ts'

/** Words of the recording at the foot of the desk, beyond playing and pausing. */
export const waveform = {
  forward: 'Forward 3 seconds',
  keep: 'Keep the sentence just heard',
  loop: 'Loop the selection or highlight',
  loopOff: 'End the loop',
  looping: (from: string, to: string) => `Looping ${from} to ${to}.`,
  loopEnded: 'The loop has ended.',
  loopNothing: 'Select some words, or click a highlight, to loop it.',
  skipSilence: 'Skip silence',
  skipsSilence: (count: number, minutes: string) =>
    count === 0
      ? 'Silence is skipped; there is none to speak of.'
      : `Silence is skipped: ${formatCount(count, 'pause', 'pauses')}, ${minutes} in all. What is skipped counts as heard.`,
  skipsNothing: 'Silence is played again.',
  zoomed: {
    whole: () => 'The whole recording is shown.',
    part: (nearer: boolean) => (nearer ? 'Zoomed in.' : 'Zoomed out.'),
    most: () => 'Zoomed in as far as it goes.',
  },
  speedNow: (rate: number) => `Speed ${rate}×.`,
  more: (count: number) => `and ${count} more`,
  mark: (codes: string, person: string) => `${codes} · ${person}`,
  uncoded: 'not coded',
  failed: {
    offline: 'You are offline, and this part of the recording is not here yet. It goes on when you are back.',
    unreachable:
      'The recording cannot be fetched at the moment. The text can be read and coded all the same.',
    format: 'This browser cannot play this recording. The text can be read and coded all the same.',
  },
  waiting: 'Waiting for the connection…',
  retry: 'Try again',
  noPeaks: 'There is no waveform of this recording; it can be played all the same.',
  peaksFailed: 'The waveform could not be fetched.',
  shortcuts: {
    forward: 'Forward 3 seconds',
    loop: 'Loop the selection or highlight',
    skipSilence: 'Skip silence',
    zoom: 'Zoom the recording in and out',
    whole: 'Show the whole recording',
  },
}
