/** A stretch in a colour, in one of the tracks. Seconds. */
interface Mark {
  from: number
  to: number
  colour: string
  track: number
}

export interface MarkPlaces {
  /** Pixels of a moment in seconds. */
  x(seconds: number): number
  /** Pixels of the page. */
  width: number
  /** Of the first track, and from one to the next. */
  top: number
  step: number
  height: number
  tracks: number
  /** Pixels of the canvas in one of the page. */
  ratio: number
}

/** Narrower marks would not be seen. Pixels of the page. */
const LEAST = 2
const EMPTY = 0

type Canvas = Pick<
  CanvasRenderingContext2D,
  'save' | 'restore' | 'setTransform' | 'clearRect' | 'fillRect' | 'fillStyle'
>

/**
 * The marks over the recording as they stand on the canvas: the colour of every column of pixels in every track. A
 * conversation has ten thousand marks, of which a few change each second: which columns that alters is reckoned over
 * numbers, and only those are drawn. Of marks that lie over each other the one that begins last is seen.
 */
export class MarkStrip {
  /** Colours by their number; nothing has number 0. */
  private colours: string[] = ['']
  private readonly numbers = new Map<string, number>()
  /** Track after track, the number of each column's colour: as drawn, and as it is to be. */
  private drawn = new Uint16Array(0)
  private wanted = new Uint16Array(0)
  private places: MarkPlaces | null = null

  /** Draws all marks (in the order of their beginnings) where nothing is drawn yet. */
  draw(context: Canvas, marks: readonly Mark[], places: MarkPlaces): void {
    this.places = places
    this.colours = ['']
    this.numbers.clear()
    const size = columnsOf(places) * places.tracks
    if (this.drawn.length !== size) {
      this.drawn = new Uint16Array(size)
      this.wanted = new Uint16Array(size)
    } else this.drawn.fill(EMPTY)
    this.update(context, marks)
  }

  /** Draws what differs from what was drawn last, at the same places; nothing before anything was drawn. */
  update(context: Canvas, marks: readonly Mark[]): void {
    const { places } = this
    if (!places) return
    this.lay(marks, places)
    const columns = columnsOf(places)
    const { top, step, height, tracks, ratio } = places
    const deep = Math.max(1, Math.round(height * ratio))
    const runs = new Map<number, number[]>()
    context.save()
    context.setTransform(1, 0, 0, 1, 0, 0)
    for (let track = 0; track < tracks; track++) {
      const y = Math.round((top + track * step) * ratio)
      const start = track * columns
      for (let at = start; at < start + columns; ) {
        const [was, is] = [this.drawn[at]!, this.wanted[at]!]
        const first = at
        while (at < start + columns && this.drawn[at] === was && this.wanted[at] === is) at++
        if (was === is) continue
        if (was !== EMPTY) context.clearRect(first - start, y, at - first, deep)
        if (is === EMPTY) continue
        const same = runs.get(is)
        if (same) same.push(first - start, y, at - first)
        else runs.set(is, [first - start, y, at - first])
      }
    }
    // To set a colour costs far more than a rectangle.
    for (const [colour, same] of runs) {
      context.fillStyle = this.colours[colour]!
      for (let i = 0; i < same.length; i += 3) context.fillRect(same[i]!, same[i + 1]!, same[i + 2]!, deep)
    }
    context.restore()
    ;[this.drawn, this.wanted] = [this.wanted, this.drawn]
  }

  /** Reckons which colour each column is to have. */
  private lay(marks: readonly Mark[], places: MarkPlaces): void {
    const { x, ratio } = places
    const columns = columnsOf(places)
    const least = Math.round(LEAST * ratio)
    const { wanted } = this
    wanted.fill(EMPTY)
    for (const { from, to, colour, track } of marks) {
      const left = Math.round(x(from) * ratio)
      // All that follow begin further right.
      if (left >= columns) break
      const right = Math.min(columns, Math.max(left + least, Math.round(x(to) * ratio)))
      if (right <= 0) continue
      const number = this.numberOf(colour)
      const start = track * columns
      for (let at = start + Math.max(0, left); at < start + right; at++) wanted[at] = number
    }
  }

  private numberOf(colour: string): number {
    let number = this.numbers.get(colour)
    if (number === undefined) {
      number = this.colours.push(colour) - 1
      this.numbers.set(colour, number)
    }
    return number
  }
}

const columnsOf = ({ width, ratio }: MarkPlaces): number => Math.round(width * ratio)
