import { HocuspocusProvider, type HocuspocusProviderConfiguration } from '@hocuspocus/provider'
import { applyInParts } from '@polyphony/document'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { nextTask } from './nextTask.ts'

/** Updates larger than this come in parts. */
const LARGE_BYTES = 256 * 1024
/** Of frames: what they are about; of those about the document: an answer with what is missing, or a change. */
const SYNC = 0
const STEP_2 = 1
const NO_UPDATE = Uint8Array.of(0, 0)

/** The large update that a frame carries, and the same frame without it; null for all other frames. */
const largeUpdate = (data: ArrayBuffer): { update: Uint8Array; emptied: ArrayBuffer } | null => {
  if (data.byteLength < LARGE_BYTES) return null
  const decoder = decoding.createDecoder(new Uint8Array(data))
  const name = decoding.readVarString(decoder)
  if (decoding.readVarUint(decoder) !== SYNC) return null
  const step = decoding.readVarUint(decoder)
  if (step < STEP_2) return null
  const update = decoding.readVarUint8Array(decoder)
  const encoder = encoding.createEncoder()
  encoding.writeVarString(encoder, name)
  encoding.writeVarUint(encoder, SYNC)
  encoding.writeVarUint(encoder, step)
  encoding.writeVarUint8Array(encoder, NO_UPDATE)
  return { update, emptied: encoding.toUint8Array(encoder).slice().buffer }
}

/**
 * A provider that takes large updates in part by part, so that the page answers to its user meanwhile. What comes after
 * one waits for it, in order. For documents that others write and that can be megabytes: a codebook of twenty thousand
 * codes holds a page up for a second otherwise.
 */
export class PatientProvider extends HocuspocusProvider {
  /** Frames that wait; null while none is being taken in. */
  #waiting: MessageEvent[] | null = null
  /** Told when something large begins to be taken in, and when it is there or was given up. */
  readonly #onTaking: (taking: boolean) => void

  constructor(
    configuration: HocuspocusProviderConfiguration,
    { onTaking }: { onTaking: (taking: boolean) => void },
  ) {
    super(configuration)
    this.#onTaking = onTaking
  }

  override onMessage(event: MessageEvent): void {
    if (this.#waiting) {
      this.#waiting.push(event)
      return
    }
    const large = largeUpdate(event.data as ArrayBuffer)
    if (large) void this.#takeIn(event, large)
    else super.onMessage(event)
  }

  async #takeIn(
    event: MessageEvent,
    { update, emptied }: NonNullable<ReturnType<typeof largeUpdate>>,
  ): Promise<void> {
    const waiting: MessageEvent[] = []
    this.#waiting = waiting
    this.#onTaking(true)
    let last = event
    try {
      const whole = await applyInParts(this.document, [update], this, async () => {
        await nextTask()
        return this.#waiting === waiting ? 'go on' : 'give up'
      })
      // The connection was closed: the next one brings what is missing.
      if (!whole) return
      last = new MessageEvent('message', { data: emptied })
    } catch (error) {
      console.warn('A large update is taken in as a whole.', error)
    }
    this.#waiting = null
    this.#onTaking(false)
    super.onMessage(last)
    for (const next of waiting) this.onMessage(next)
  }

  #giveUp(): void {
    if (!this.#waiting) return
    this.#waiting = null
    this.#onTaking(false)
  }

  override onClose(): void {
    this.#giveUp()
    super.onClose()
  }

  override destroy(): void {
    this.#giveUp()
    super.destroy()
  }
}
