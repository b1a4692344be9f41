import { PolyphonyError } from '@polyphony/contract'
import type { Request } from 'express'

/**
 * Reads a request's whole body as bytes.
 * @throws too-large as soon as it is past the limit, however long it claims to be
 */
export const readBody = async (request: Request, limit: number, what: string): Promise<Uint8Array> => {
  const tooLarge = () =>
    new PolyphonyError('too-large', `${what} may have at most ${Math.round(limit / 1024 ** 2)} MB.`)
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge()
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > limit) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, length)
}
