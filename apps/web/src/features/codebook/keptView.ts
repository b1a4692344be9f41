import { z } from 'zod'
import { MEASURES } from './codeUses.ts'

/** How a codebook is shown: which counts, and in which order siblings stand. */
const CodebookView = z.object({
  measures: z.array(z.enum(MEASURES)),
  order: z.enum(['place', 'name', ...MEASURES]),
})
export type CodebookView = z.infer<typeof CodebookView>

const usual: CodebookView = { measures: ['codings', 'people'], order: 'place' }
const STORAGE_KEY = 'polyphony-codebook-view'

/** As it was chosen in this browser, for all codebooks. */
export const readView = (): CodebookView => {
  try {
    return CodebookView.safeParse(JSON.parse(localStorage.getItem(STORAGE_KEY) ?? 'null')).data ?? usual
  } catch {
    return usual
  }
}

export const keepView = (view: CodebookView): void => {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(view))
  } catch (error) {
    // Storage may be full or forbidden: the choice holds for as long as the page is open.
    console.warn('The choice of columns was not kept.', error)
  }
}
