import { formatCount } from './format.ts'

/** Bringing a conversation in. */
export const imports = {
  title: 'Import a conversation',
  hint: 'Hand over a recording, a transcript, or best both. Nothing is shared with the team before you finish.',
  cancel: 'Discard',
  cancelTitle: 'Discard this import?',
  cancelText:
    'The files handed over for it are deleted from the server. The originals on your computer stay.',
  steps: { files: 'Files', speakers: 'Who speaks', about: 'About the conversation' },

  recording: {
    title: 'Recording',
    drop: 'Drop the recording here, or choose a file',
    kinds: (size: string) => `MP3, M4A, Opus, Ogg, WAV, FLAC or WebM, up to ${size}`,
    sending: (percent: number) => `Sending, ${percent}%`,
    paused: (percent: number) => `Paused at ${percent}%`,
    queued: 'Sent. Waiting to be read…',
    reading: (percent: number) => `Drawing the waveform, ${percent}%`,
    ready: (length: string) => `Ready, ${length}`,
    pause: 'Pause',
    resume: 'Go on',
    remove: 'Take the recording out',
    label: 'Progress of the recording',
    tooLarge: (size: string) => `The recording is larger than ${size}.`,
    interrupted: 'The upload was interrupted by a reload. Take the recording out and hand it over again.',
  },
  transcript: {
    title: 'Transcript',
    drop: 'Drop the transcript here, or choose a file',
    kinds: 'VTT, SRT, JSON, TXT, DOCX and other common formats',
    reading: 'Reading…',
    found: (format: string, turns: number, words: number) =>
      `${format}: ${formatCount(turns, 'turn', 'turns')}, ${formatCount(words, 'word', 'words')}`,
    remove: 'Take the transcript out',
    tooLarge: (size: string) => `The transcript is larger than ${size}.`,
  },
  refused: 'Hand over one file here.',

  report: {
    title: 'What was skipped or repaired',
    none: 'Everything in the file was understood.',
    skipped: 'Skipped',
    repaired: 'Repaired',
    note: 'Note',
    times: (count: number) => `${count}×`,
    examples: 'Examples',
  },

  speakers: {
    hint: 'People are known by pseudonyms here. The suggestions are neutral; change them as you like. Names that are spoken in the text itself stay until somebody corrects them.',
    found: (name: string) => `“${name}” in the file`,
    numbers: (turns: number, share: number) =>
      `${formatCount(turns, 'turn', 'turns')} · ${share}% of the words`,
    name: (found: string) => `Pseudonym of ${found}`,
    facilitator: 'Facilitator',
    facilitatorOf: (name: string) => `${name} facilitates`,
    merge: 'Same person as…',
    mergeOf: (name: string) => `${name} is the same person as…`,
    split: 'Separate again',
    splitOf: (name: string) => `Separate ${name} again`,
    keepNames: 'Keep the names found',
    suggest: 'Suggest pseudonyms',
    merged: (name: string, into: string) => `${name} and ${into} are one person now.`,
    duplicate: 'Two people have this name. Give another one, or mark them as the same person.',
    empty: 'Give a pseudonym.',
    preview: 'How it begins',
  },

  finish: 'Make the conversation',
  missing: {
    files: 'Hand over a recording or a transcript first.',
    sending: 'The recording is still being sent.',
    reading: 'The waveform is still being drawn.',
    failed: 'The recording cannot be used. Take it out or hand over another.',
    speakers: 'Two people have one name, or none.',
    title: 'Give the conversation a title.',
  },
}
