import * as Y from 'yjs'
import { isBoundary } from './layout.ts'

/** The item that holds a character, by binary search; null when it is not there or was collected. */
export const findItem = (store: Y.Doc['store'], client: number, clock: number): Y.Item | null => {
  const structs = store.clients.get(client)
  let low = 0
  let high = (structs?.length ?? 0) - 1
  while (structs && low <= high) {
    const middle = (low + high) >> 1
    const struct = structs[middle]!
    if (clock < struct.id.clock) high = middle - 1
    else if (clock >= struct.id.clock + struct.length) low = middle + 1
    else return struct instanceof Y.Item ? struct : null
  }
  return null
}

/** The Y.Map of a boundary item. */
export const mapOf = (boundary: Y.Item): Y.Map<unknown> =>
  (boundary.content as Y.ContentType).type as Y.Map<unknown>

/** The boundary of the turn an item lies in. */
export const boundaryLeftOf = (item: Y.Item): Y.Item | null => {
  let left = item.left
  while (left && !isBoundary(left)) left = left.left
  return left
}

/** Items of `text` that a transaction inserted or deleted. */
export const touchedItems = (transaction: Y.Transaction, text: Y.Text): Y.Item[] => {
  const touched: Y.Item[] = []
  const { store } = transaction.doc
  const touch = (struct: Y.Item | Y.GC) => {
    if (struct instanceof Y.Item && struct.parent === text) touched.push(struct)
  }
  for (const [client, clock] of transaction.afterState) {
    const before = transaction.beforeState.get(client) ?? 0
    if (clock === before) continue
    const structs = store.clients.get(client) ?? []
    for (let i = structs.length - 1; i >= 0 && structs[i]!.id.clock + structs[i]!.length > before; i--) {
      touch(structs[i]!)
    }
  }
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, touch)
  return touched
}
