import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/** A document's whole state as one Yjs update. */
export interface BundledDocument {
  name: string
  update: Uint8Array
}

/**
 * Several documents in one piece, for opening a conversation: each one's name and state, each compressed by itself (raw
 * deflate), so that what somebody may not read is left out and what did not change is not compressed again.
 */
export const packDocuments = (documents: Iterable<{ name: string; deflated: Uint8Array }>): Uint8Array =>
  encoding.encode(encoder => {
    for (const { name, deflated } of documents) {
      encoding.writeVarString(encoder, name)
      encoding.writeVarUint8Array(encoder, deflated)
    }
  })

/** The inverse of `packDocuments`. Rejects when the bytes are cut short or are no such bundle. */
export const unpackDocuments = async (bundle: Uint8Array): Promise<BundledDocument[]> => {
  const decoder = decoding.createDecoder(bundle)
  const packed: { name: string; deflated: Uint8Array }[] = []
  while (decoding.hasContent(decoder)) {
    packed.push({ name: decoding.readVarString(decoder), deflated: decoding.readVarUint8Array(decoder) })
  }
  return Promise.all(packed.map(async ({ name, deflated }) => ({ name, update: await inflate(deflated) })))
}

const inflate = async (bytes: Uint8Array): Promise<Uint8Array> => {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}
