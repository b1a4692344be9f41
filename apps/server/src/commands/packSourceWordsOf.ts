import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { PolyphonyError, routes } from '@polyphony/contract'
import type { SourceWords } from '@polyphony/document'
import { SourceWordsModel } from '../models/sourceWords.ts'

const compress: (text: string) => Promise<Buffer> = promisify(gzip)

/** Those of the conversations opened last are kept ready for so long, in milliseconds, and so many of them. */
const KEPT_MS = 5 * 60_000
const KEPT = 16

const ready = new Map<string, Promise<Buffer>>()

/**
 * The timed words of a conversation as gzipped JSON. They never change, and to read, check and compress the megabyte of a
 * long conversation takes a tenth of a second, which a team that opens it together would take turns to wait for.
 * @throws not-found
 */
export const packSourceWordsOf = (conversation: string): Promise<Buffer> => {
  const known = ready.get(conversation)
  if (known) return known
  const packed = pack(conversation)
  const forget = () => {
    if (ready.get(conversation) === packed) ready.delete(conversation)
  }
  ready.set(conversation, packed)
  packed.catch(forget)
  setTimeout(forget, KEPT_MS).unref()
  for (const oldest of ready.keys()) if (ready.size > KEPT) ready.delete(oldest)
  return packed
}

const pack = async (conversation: string): Promise<Buffer> => {
  const source = await SourceWordsModel.findById(conversation).lean<{ words: SourceWords }>()
  if (!source)
    throw new PolyphonyError('not-found', 'The timed words of this conversation are missing from the store.')
  return compress(JSON.stringify(routes.getSourceWords.response!.parse(source.words)))
}
