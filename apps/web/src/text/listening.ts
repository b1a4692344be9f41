import { formatCount } from './format.ts'

/** Words of listening: what was heard, by whom, and going on. */
export const listening = {
  /** On the button beside the clock. */
  open: (share: string) => `${share}: how much you have heard, and who has heard what`,
  title: 'Who has heard what',
  caption: 'How much of the recording each person has heard',
  person: 'Person',
  stretches: 'Which parts',
  share: 'Share',
  you: (name: string) => `${name} (you)`,
  minutes: (seconds: number) =>
    seconds < 60 ? `${Math.round(seconds)} s` : formatCount(Math.round(seconds / 60), 'minute', 'minutes'),
  nothing: 'not yet',
  together: 'At least one of you',
  hint: 'What plays counts, at any speed; what is jumped over does not. Pauses that are skipped count: no word is lost.',
  unreachable: 'Who has heard what cannot be fetched at the moment.',
  retry: 'Try again',
  goOn: (time: string) => `Go on at ${time}`,
  notNow: 'Not now',
  /** Of one conversation in a list. */
  mine: (share: string) => `You: ${share}`,
  theirs: (name: string, share: string) => `${name}: ${share}`,
}
