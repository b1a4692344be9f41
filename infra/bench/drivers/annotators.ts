// People who annotate a conversation while somebody else is being measured: each with their own socket and layer.
import { documentName, type SourceWords, TranscriptIndex, timingOf } from '@polyphony/document'
import { answerParent } from '../child.ts'
import { annotate } from '../workload/annotations.ts'
import { seededRandom } from '../workload/longTranscript.ts'
import { openDocument } from '../workload/openDocument.ts'

export interface AnnotatorsOptions {
  url: string
  conversation: string
  words: SourceWords
  codes: string[]
  people: { member: string; token: string }[]
}

let act: () => void = () => {}
let timer: NodeJS.Timeout | undefined
let made = 0

answerParent({
  async join({ url, conversation, words, codes, people }: AnnotatorsOptions): Promise<void> {
    const transcript = await openDocument(
      url,
      documentName({ kind: 'transcript', conversation }),
      people[0]!.token,
    )
    const index = new TranscriptIndex(transcript.doc)
    const timing = timingOf(index, words)
    const random = seededRandom(99)
    const layers = await Promise.all(
      people.map(({ member, token }) =>
        openDocument(url, documentName({ kind: 'layer', conversation, member }), token),
      ),
    )
    act = () => annotate(layers[made++ % layers.length]!.doc, { index, timing, codes, random })
  },

  /** Begins to make so many annotations a second, all of them together. */
  begin(perSecond: number): void {
    clearInterval(timer)
    timer = setInterval(act, 1_000 / perSecond)
  },

  /** Stops; answers how many were made since joining. */
  end(): number {
    clearInterval(timer)
    return made
  },
})
