const TEXT =
  'And so, my fellow Americans, ask not what your country can do for you, ask what you can do for your country.'
const SECONDS = 11

/** A Whisper-style transcript of the eleven seconds of `jfk.flac`, words spread evenly. */
export const whisperTranscriptOfJfk = (): string => {
  const words = TEXT.split(' ')
  const each = SECONDS / words.length
  return JSON.stringify({
    text: TEXT,
    language: 'en',
    segments: [
      {
        id: 0,
        start: 0,
        end: SECONDS,
        text: ` ${TEXT}`,
        words: words.map((word, i) => ({
          word: ` ${word}`,
          start: Number((i * each).toFixed(2)),
          end: Number(((i + 1) * each).toFixed(2)),
          probability: 0.9,
        })),
      },
    ],
  })
}
