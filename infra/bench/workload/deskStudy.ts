import { routes } from '@polyphony/contract'
import type { SourceWords } from '@polyphony/document'
import type { Browser } from 'playwright-core'
import { openBrowser } from '../browser.ts'
import { type Child, startChild } from '../child.ts'
import type { AnnotatorsOptions } from '../drivers/annotators.ts'
import { withProduct } from '../withProduct.ts'
import type { TranscriptSize } from './longTranscript.ts'
import { addConversation, addLayers, makeStudy, type Study } from './study.ts'

export type Annotators = Child<{
  join: (options: AnnotatorsOptions) => void
  begin: (perSecond: number) => void
  end: () => number
}>

export interface DeskConversation {
  id: string
  address: string
  words: SourceWords
}

/** A running product, a browser, and the same conversation twice: without highlights, and densely annotated. */
export interface DeskStudy {
  url: string
  study: Study
  browser: Browser
  size: TranscriptSize
  highlights: number
  plain: DeskConversation
  dense: DeskConversation
  /** Ten of those who annotated it, ready to go on. Stop them when done. */
  annotators: () => Promise<Annotators>
}

const PEOPLE = 20
const AT_WORK = 10

export const withDesk = <T>(
  { size, highlights, say }: { size: TranscriptSize; highlights: number; say: (line: string) => void },
  use: (desk: DeskStudy) => Promise<T>,
): Promise<T> =>
  withProduct(async server => {
    say(
      `making ${PEOPLE} people and two conversations of ${size.words} words, one with ${highlights} highlights`,
    )
    const study = await makeStudy(server, PEOPLE)
    const add = async (title: string): Promise<DeskConversation> => {
      const id = await addConversation(study, { title, size, recording: true })
      const words = await study.api.call(routes.getSourceWords, { params: { conversation: id } })
      return { id, words, address: `${server.url}/w/${study.workspace}/conversations/${id}` }
    }
    const plain = await add('Plain')
    const dense = await add('Dense')
    await addLayers(study, dense.id, study.analysts, highlights)
    const browser = await openBrowser()
    try {
      return await use({
        url: server.url,
        study,
        browser,
        size,
        highlights,
        plain,
        dense,
        async annotators() {
          const child: Annotators = startChild(new URL('../drivers/annotators.ts', import.meta.url))
          await child.ask('join', {
            url: server.url,
            conversation: dense.id,
            words: dense.words,
            codes: study.codes,
            people: study.analysts.slice(0, AT_WORK),
          })
          return child
        },
      })
    } finally {
      await browser.close()
    }
  })
