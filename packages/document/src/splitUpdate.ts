import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { type ItemId, type LyingStruct, walkStructs } from './checkUpdate.ts'

/** What is left to hand out of one client's structs, in the order of its clock. */
interface Queue {
  structs: LyingStruct[]
  next: number
  /** It is being handed out further down: it waits for what is handed out now. */
  waiting: boolean
}

/** Structs in an order in which none comes before what it is placed by, as far as that is in the update. */
function* inOrder(byClient: Map<number, Queue>): Generator<LyingStruct> {
  /** The queue of what must come first, unless it has come, is not here, or waits for this very struct. */
  const missing = (needs: readonly ItemId[], of: number): Queue | undefined => {
    for (const { client, clock } of needs) {
      const queue = client === of ? undefined : byClient.get(client)
      const next = queue?.structs[queue.next]
      if (queue && next && next.clock <= clock && !queue.waiting) return queue
    }
    return undefined
  }
  for (const first of byClient.values()) {
    const stack = [first]
    for (let queue = stack.at(-1); queue; queue = stack.at(-1)) {
      const struct = queue.structs[queue.next]
      const before = struct && missing(struct.needs, struct.client)
      if (before) {
        queue.waiting = true
        stack.push(before)
        continue
      }
      if (struct) {
        queue.next++
        yield struct
        // The first of them goes on to its end; one that was waited for only as far as it must.
        if (stack.length === 1) continue
      }
      stack.pop()
      const asker = stack.at(-1)
      if (asker) asker.waiting = false
    }
  }
}

const NOTHING_DELETED = Uint8Array.of(0)

const write = (update: Uint8Array, structs: readonly LyingStruct[], deletions: Uint8Array): Uint8Array => {
  const byClient = new Map<number, LyingStruct[]>()
  for (const struct of structs) {
    const known = byClient.get(struct.client)
    if (known) known.push(struct)
    else byClient.set(struct.client, [struct])
  }
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, byClient.size)
  for (const [client, some] of byClient) {
    encoding.writeVarUint(encoder, some.length)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, some[0]!.clock)
    for (const { start, end } of some) encoding.writeUint8Array(encoder, update.subarray(start, end))
  }
  encoding.writeUint8Array(encoder, deletions)
  return encoding.toUint8Array(encoder)
}

/**
 * Cuts a Yjs update (format v1) into several of about `bytes` that come to the same when they are applied in this
 * order; each of them can be applied once those before it are. Nothing is decoded for it, so that it costs little.
 * Deletions come with the last.
 * @throws InvalidUpdateError, or what lib0 throws where bytes end early
 */
export const splitUpdate = (update: Uint8Array, bytes: number): Uint8Array[] => {
  const decoder = decoding.createDecoder(update)
  const byClient = new Map<number, Queue>()
  const limits = { maxStructs: Number.POSITIVE_INFINITY, maxClients: Number.POSITIVE_INFINITY }
  walkStructs(decoder, limits, struct => {
    const queue = byClient.get(struct.client)
    if (queue) queue.structs.push(struct)
    else byClient.set(struct.client, { structs: [struct], next: 0, waiting: false })
  })
  const deletions = update.subarray(decoder.pos)
  const parts: Uint8Array[] = []
  let some: LyingStruct[] = []
  let size = 0
  for (const struct of inOrder(byClient)) {
    if (size >= bytes) {
      parts.push(write(update, some, NOTHING_DELETED))
      some = []
      size = 0
    }
    some.push(struct)
    size += struct.end - struct.start
  }
  parts.push(write(update, some, deletions))
  return parts
}
