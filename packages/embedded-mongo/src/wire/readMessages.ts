import type { Socket } from 'node:net'
import { MAX_MESSAGE_BYTES } from './messages.ts'

/** Reads a socket message by message. */
export function readMessages(socket: Socket, onMessage: (message: Buffer) => void): void {
  socket.on(
    'data',
    cutMessages(onMessage, () => socket.destroy()),
  )
}

/** Cuts a stream of bytes into messages by the length each begins with; takes it chunk by chunk, and keeps these. */
export function cutMessages(
  onMessage: (message: Buffer) => void,
  onNonsense: () => void,
): (chunk: Buffer) => void {
  let chunks: Buffer[] = []
  let size = 0
  return chunk => {
    chunks.push(chunk)
    size += chunk.length
    while (size >= 4) {
      if (chunks[0]!.length < 4) chunks = [Buffer.concat(chunks)]
      const wanted = chunks[0]!.readInt32LE(0)
      if (wanted < 16 || wanted > MAX_MESSAGE_BYTES) return onNonsense()
      if (size < wanted) return
      const all = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
      const rest = all.subarray(wanted)
      chunks = rest.length > 0 ? [rest] : []
      size = rest.length
      onMessage(all.subarray(0, wanted))
    }
  }
}
