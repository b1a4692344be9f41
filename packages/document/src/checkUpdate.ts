import * as decoding from 'lib0/decoding'

/** A stretch of one client's clock: `from` inclusive, `to` exclusive. */
export interface ClientRange {
  client: number
  from: number
  to: number
}

/** What an update would write and delete. */
export interface UpdateContent {
  writes: ClientRange[]
  deletes: ClientRange[]
}

export interface UpdateLimits {
  maxBytes: number
  maxStructs: number
  maxClients: number
}

const DEFAULT_LIMITS: UpdateLimits = { maxBytes: 4 * 1024 ** 2, maxStructs: 200_000, maxClients: 2_000 }

/** An update that must not be applied; `reason` says what is wrong with it. */
export class InvalidUpdateError extends Error {
  override readonly name = 'InvalidUpdateError'
  readonly reason: string

  constructor(reason: string) {
    super(`This is not a Yjs update that can be applied: ${reason}.`)
    this.reason = reason
  }
}

const MAX_CLOCK = 2 ** 31
const MAX_CLIENT = 0xffff_ffff
const MAX_NESTING = 32
/** The smallest struct: one byte of info, one of length or content. */
const MIN_STRUCT_BYTES = 2
const UTF8 = new TextDecoder('utf-8', { fatal: true })

type Decoder = decoding.Decoder

/**
 * Walks a Yjs update (format v1) without building anything from it, and says what it writes and deletes. Decoding
 * such an update with Yjs itself may already block for seconds: a few bytes can claim thirty million structs. Accepts
 * all that Yjs writes, except sub-documents, which no document of ours holds.
 *
 * An update that passes can still refer to what does not exist; whether it took effect is seen by its clocks.
 * @throws InvalidUpdateError
 */
export const checkUpdate = (update: Uint8Array, limits: Partial<UpdateLimits> = {}): UpdateContent => {
  const { maxBytes, maxStructs, maxClients } = { ...DEFAULT_LIMITS, ...limits }
  if (update.length > maxBytes) refuse('it is too large')
  const decoder = decoding.createDecoder(update)
  try {
    const writes = walkStructs(decoder, { maxStructs, maxClients })
    const deletes = walkDeletes(decoder, maxClients)
    if (decoder.pos !== update.length) refuse('bytes follow its end')
    return { writes, deletes }
  } catch (error) {
    if (error instanceof InvalidUpdateError) throw error
    // lib0 throws where bytes end early or an integer is out of range.
    throw new InvalidUpdateError('it is truncated')
  }
}

const refuse = (reason: string): never => {
  throw new InvalidUpdateError(reason)
}

const left = (decoder: Decoder): number => decoder.arr.length - decoder.pos

/** An item that a struct is placed by. */
export interface ItemId {
  client: number
  clock: number
}

/** A struct as it lies in an update: its bytes, its stretch of the clock, what must be there before it. */
export interface LyingStruct extends ItemId {
  length: number
  start: number
  end: number
  needs: ItemId[]
}

/**
 * Passes over the structs of an update, each told to `onStruct`; the decoder is left at its deletions.
 * @throws InvalidUpdateError, or what lib0 throws where bytes end early
 */
export const walkStructs = (
  decoder: Decoder,
  { maxStructs, maxClients }: Pick<UpdateLimits, 'maxStructs' | 'maxClients'>,
  onStruct?: (struct: LyingStruct) => void,
): ClientRange[] => {
  const clients = decoding.readVarUint(decoder)
  if (clients > maxClients || clients * 3 > decoder.arr.length) refuse('it names too many clients')
  const ranges: ClientRange[] = []
  let total = 0
  for (let c = 0; c < clients; c++) {
    const structs = decoding.readVarUint(decoder)
    total += structs
    if (structs === 0 || structs * MIN_STRUCT_BYTES > left(decoder) || total > maxStructs) {
      refuse('its number of structs is wrong')
    }
    const client = decoding.readVarUint(decoder)
    if (client > MAX_CLIENT) refuse('a client id is out of range')
    const from = decoding.readVarUint(decoder)
    let clock = from
    for (let i = 0; i < structs; i++) {
      const start = decoder.pos
      const needs: ItemId[] | undefined = onStruct && []
      const length = walkStruct(decoder, needs)
      if (length <= 0) refuse('a struct has no length')
      if (needs) onStruct?.({ client, clock, length, start, end: decoder.pos, needs })
      clock += length
      if (clock > MAX_CLOCK) refuse('a clock is out of range')
    }
    ranges.push({ client, from, to: clock })
  }
  return ranges
}

/** Passes over one struct; returns how far it moves the client's clock. */
const walkStruct = (decoder: Decoder, needs?: ItemId[]): number => {
  const info = readByte(decoder)
  const kind = info & 0b1_1111
  // 0: collected garbage, 10: a gap. Both are a length alone.
  if (kind === 0 || kind === 10) return decoding.readVarUint(decoder)
  const hasOrigin = (info & 0b1000_0000) !== 0
  const hasRightOrigin = (info & 0b0100_0000) !== 0
  if (hasOrigin) walkId(decoder, needs)
  if (hasRightOrigin) walkId(decoder, needs)
  if (!hasOrigin && !hasRightOrigin) {
    const parent = decoding.readVarUint(decoder)
    if (parent === 1) skipString(decoder)
    else if (parent === 0) walkId(decoder, needs)
    else refuse('a parent is of no known kind')
    const hasKey = (info & 0b0010_0000) !== 0
    if (hasKey) skipString(decoder)
  }
  return walkContent(decoder, kind)
}

const walkContent = (decoder: Decoder, kind: number): number => {
  switch (kind) {
    case 1: // deleted
      return decoding.readVarUint(decoder)
    case 2: // JSON values
      return walkMany(decoder, skipJson)
    case 3: // binary
      skipBytes(decoder)
      return 1
    case 4: // text
      return walkText(decoder)
    case 5: // embed
      skipJson(decoder)
      return 1
    case 6: // format
      skipString(decoder)
      skipJson(decoder)
      return 1
    case 7: {
      // type: 3 and 5 are XML elements and hooks, which carry a name
      const type = decoding.readVarUint(decoder)
      if (type > 6) refuse('a type is unknown')
      if (type === 3 || type === 5) skipString(decoder)
      return 1
    }
    case 8: // any values
      return walkMany(decoder, inner => skipAny(inner, 0))
    default:
      return refuse('it holds a sub-document or unknown content')
  }
}

const walkMany = (decoder: Decoder, skipOne: (decoder: Decoder) => void): number => {
  const count = decoding.readVarUint(decoder)
  if (count > left(decoder)) refuse('a count is larger than the update')
  for (let i = 0; i < count; i++) skipOne(decoder)
  return count
}

const walkDeletes = (decoder: Decoder, maxClients: number): ClientRange[] => {
  const clients = decoding.readVarUint(decoder)
  // Whoever sends what the server lacks sends all deletions there ever were: more clients than it writes for.
  if (clients > maxClients * 50 || clients * 2 > decoder.arr.length) refuse('it deletes for too many clients')
  const ranges: ClientRange[] = []
  for (let c = 0; c < clients; c++) {
    const client = decoding.readVarUint(decoder)
    if (client > MAX_CLIENT) refuse('a client id is out of range')
    const count = decoding.readVarUint(decoder)
    if (count * 2 > left(decoder)) refuse('its number of deletions is wrong')
    for (let i = 0; i < count; i++) {
      const from = decoding.readVarUint(decoder)
      const to = from + decoding.readVarUint(decoder)
      if (to > MAX_CLOCK) refuse('a clock is out of range')
      ranges.push({ client, from, to })
    }
  }
  return ranges
}

const readByte = (decoder: Decoder): number => {
  const byte = decoder.arr[decoder.pos++]
  return byte === undefined ? refuse('it is truncated') : byte
}

const skip = (decoder: Decoder, length: number): void => {
  if (length < 0 || length > left(decoder)) refuse('it is truncated')
  decoder.pos += length
}

const walkId = (decoder: Decoder, ids?: ItemId[]): void => {
  const client = decoding.readVarUint(decoder)
  const clock = decoding.readVarUint(decoder)
  ids?.push({ client, clock })
}

const skipBytes = (decoder: Decoder): void => skip(decoder, decoding.readVarUint(decoder))

/** Passes over a string; returns where its bytes begin. */
const skipString = (decoder: Decoder): number => {
  const length = decoding.readVarUint(decoder)
  const start = decoder.pos
  skip(decoder, length)
  for (let i = start; i < decoder.pos; i++) {
    if ((decoder.arr[i] as number) > 127) {
      decodeText(decoder, start)
      break
    }
  }
  return start
}

const decodeText = (decoder: Decoder, start: number): string => {
  try {
    return UTF8.decode(decoder.arr.subarray(start, decoder.pos))
  } catch {
    return refuse('a text is not UTF-8')
  }
}

/** Passes over a text; its length counts in UTF-16 units. */
const walkText = (decoder: Decoder): number => {
  const start = skipString(decoder)
  let units = 0
  for (let i = start; i < decoder.pos; i++) {
    const byte = decoder.arr[i] as number
    if (byte < 0x80 || (byte >= 0xc0 && byte < 0xf0)) units += 1
    else if (byte >= 0xf0) units += 2
  }
  return units
}

const skipJson = (decoder: Decoder): void => {
  const start = skipString(decoder)
  const text = decodeText(decoder, start)
  // Yjs writes a JSON value that is not one as this word.
  if (text === 'undefined') return
  try {
    JSON.parse(text)
  } catch {
    refuse('a value is not JSON')
  }
}

/** Passes over a value in lib0's `any` encoding. */
const skipAny = (decoder: Decoder, depth: number): void => {
  if (depth > MAX_NESTING) refuse('a value is nested too deeply')
  switch (readByte(decoder)) {
    case 127: // undefined
    case 126: // null
    case 121: // false
    case 120: // true
      return
    case 125:
      decoding.readVarInt(decoder)
      return
    case 124: // float32
      skip(decoder, 4)
      return
    case 123: // float64
    case 122: // bigint
      skip(decoder, 8)
      return
    case 119:
      skipString(decoder)
      return
    case 118:
      walkMany(decoder, inner => {
        skipString(inner)
        skipAny(inner, depth + 1)
      })
      return
    case 117:
      walkMany(decoder, inner => skipAny(inner, depth + 1))
      return
    case 116:
      skipBytes(decoder)
      return
    default:
      refuse('a value is of no known kind')
  }
}
