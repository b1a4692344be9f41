import * as Y from 'yjs'
import { REDIRECT_ORIGIN } from '../origins.ts'
import { confirmedOf, redoneOf, speakersOf, textOf } from '../transcript/layout.ts'
import type { RedirectRow } from '../transcript/Redirects.ts'
import type { HistoryScope } from './createHistory.ts'

/**
 * Corrections of a transcript, for a history. Restored text is new text to Yjs, so anchors on the old one would slide
 * to other words: after each step, rows that say where the text went are written beside it (see `Redirects`).
 */
export const transcriptScope = (doc: Y.Doc, { captureTimeout = 500 } = {}): HistoryScope => ({
  name: 'transcript',
  types: [textOf(doc), speakersOf(doc), confirmedOf(doc)],
  captureTimeout,
  onPopped(deletions) {
    const rows = restoredRows(doc, deletions)
    if (rows.length > 0) doc.transact(() => redoneOf(doc).push(rows), REDIRECT_ORIGIN)
  },
})

/** Which of the deleted characters Yjs has just re-created, and where; neighbours gathered into one row. */
const restoredRows = (
  doc: Y.Doc,
  deletions: Parameters<NonNullable<HistoryScope['onPopped']>>[0],
): RedirectRow[] => {
  const text = textOf(doc)
  const rows: RedirectRow[] = []
  for (const [client, ranges] of deletions.clients) {
    const structs = doc.store.clients.get(client) ?? []
    for (const { clock, len } of ranges) {
      const first = Y.findIndexSS(structs, clock)
      for (let i = first; i < structs.length && structs[i]!.id.clock < clock + len; i++) {
        const item = structs[i]!
        if (!(item instanceof Y.Item) || item.parent !== text || item.redone === null) continue
        const last = rows.at(-1)
        const { redone } = item
        const continues =
          last?.[0] === client &&
          last[1] + last[2] === item.id.clock &&
          last[3] === redone.client &&
          last[4] + last[2] === redone.clock
        if (continues) last[2] += item.length
        else rows.push([client, item.id.clock, item.length, redone.client, redone.clock])
      }
    }
  }
  return rows
}
