import { z } from 'zod'
import { type AnnotationFilter, isFiltering, NO_FILTER } from './annotationFilter.ts'

const ids = z.array(z.string()).transform(list => new Set(list))

const Kept = z.object({
  people: ids,
  codes: ids,
  themes: ids,
  remarks: z.array(z.enum(['comments', 'unresolved', 'memo'])).transform(list => new Set(list)),
  disagreements: z.boolean(),
})

const storageKey = (conversation: string): string => `polyphony-filter:${conversation}`

/** The filter this browser kept for a conversation; none where nothing readable was kept. */
export const readFilter = (conversation: string): AnnotationFilter => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey(conversation)) ?? 'null')
    return Kept.safeParse(kept).data ?? NO_FILTER
  } catch {
    return NO_FILTER
  }
}

/** Keeps a conversation's filter in this browser. */
export const keepFilter = (conversation: string, filter: AnnotationFilter): void => {
  const lists = Object.fromEntries(
    Object.entries(filter).map(([field, value]) => [field, value instanceof Set ? [...value] : value]),
  )
  try {
    if (isFiltering(filter)) localStorage.setItem(storageKey(conversation), JSON.stringify(lists))
    else localStorage.removeItem(storageKey(conversation))
  } catch (error) {
    // Storage may be full or forbidden: the filter holds for as long as the page is open.
    console.warn('The filter was not kept.', error)
  }
}
