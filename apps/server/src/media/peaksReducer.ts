import { PEAKS_PER_SECOND } from './peaksFile.ts'

/** Samples per second the reducer takes. */
export const PEAKS_SAMPLE_RATE = 8000
const SPAN = PEAKS_SAMPLE_RATE / PEAKS_PER_SECOND

/** Reduces a stream of 16-bit little-endian mono samples to pairs of lowest and highest, in constant memory beside them. */
export class PeaksReducer {
  #pairs = new Int8Array(2 * PEAKS_PER_SECOND * 600)
  #length = 0
  #samples = 0
  #low = 0
  #high = 0
  /** The first half of a sample that was cut between two chunks. */
  #odd: number | null = null

  /** Seconds taken so far. */
  get seconds(): number {
    return this.#samples / PEAKS_SAMPLE_RATE
  }

  push(chunk: Buffer): void {
    let at = 0
    if (this.#odd !== null && chunk.length > 0) {
      this.#take(((this.#odd | (chunk[0]! << 8)) << 16) >> 16)
      this.#odd = null
      at = 1
    }
    for (; at + 1 < chunk.length; at += 2) this.#take(((chunk[at]! | (chunk[at + 1]! << 8)) << 16) >> 16)
    if (at < chunk.length) this.#odd = chunk[at]!
  }

  /** The pairs so far; the last span may be shorter than the others. */
  finish(): Int8Array {
    if (this.#samples % SPAN !== 0) this.#endSpan()
    return this.#pairs.slice(0, this.#length)
  }

  #take(sample: number): void {
    if (sample < this.#low) this.#low = sample
    if (sample > this.#high) this.#high = sample
    if (++this.#samples % SPAN === 0) this.#endSpan()
  }

  #endSpan(): void {
    if (this.#length === this.#pairs.length) {
      const larger = new Int8Array(this.#pairs.length * 2)
      larger.set(this.#pairs)
      this.#pairs = larger
    }
    this.#pairs[this.#length++] = this.#low >> 8
    this.#pairs[this.#length++] = this.#high >> 8
    this.#low = 0
    this.#high = 0
  }
}
