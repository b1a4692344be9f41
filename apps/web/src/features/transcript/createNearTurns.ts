export interface NearTurns {
  /** Follows the section that shows a turn, until told to stop. */
  watch(section: HTMLElement, turn: string): () => void
  /** The sections in the order in which they stand. */
  sections(): readonly HTMLElement[]
  /** Which of them is the first that reaches below a height in the scrolled text (pixels); their number if none does. */
  firstBelow(height: number): number
  turnOf(section: HTMLElement): string | undefined
  dispose(): void
}

interface NearTurnsOptions {
  scroller: HTMLElement
  /** What is scrolled; the sections' heights are counted from its top. */
  content: HTMLElement
  /** Pixels above and below the view that count as near. */
  margin: number
  /** Called with what came and went after each look that found a change, and after each scroll. */
  onLook: (came: ReadonlyMap<string, HTMLElement>, gone: ReadonlyMap<string, HTMLElement>) => void
}

/**
 * Which turns stand near the view, found by where they stand: an observer of intersections would look at every turn of
 * the conversation in every frame of scrolling, a search by halves looks at ten.
 */
export const createNearTurns = ({ scroller, content, margin, onLook }: NearTurnsOptions): NearTurns => {
  const turns = new Map<HTMLElement, string>()
  let sections: readonly HTMLElement[] | null = null
  let near = new Map<string, HTMLElement>()
  let frame = 0

  const inOrder = () =>
    (sections ??= [...content.querySelectorAll<HTMLElement>('[data-turn]')].filter(section =>
      turns.has(section),
    ))
  /** Turns stand in groups, from whose tops the browser counts. */
  const topOf = (section: HTMLElement): number => {
    let top = section.offsetTop
    for (
      let box = section.offsetParent;
      box instanceof HTMLElement && box !== content;
      box = box.offsetParent
    )
      top += box.offsetTop
    return top
  }
  const firstBelow = (height: number): number => {
    const all = inOrder()
    let low = 0
    let high = all.length
    while (low < high) {
      const middle = (low + high) >> 1
      const section = all[middle]!
      if (topOf(section) + section.offsetHeight > height) high = middle
      else low = middle + 1
    }
    return low
  }
  const look = () => {
    const all = inOrder()
    const top = scroller.scrollTop - margin
    const bottom = top + scroller.clientHeight + 2 * margin
    const before = near
    near = new Map()
    const came = new Map<string, HTMLElement>()
    for (let at = firstBelow(top); at < all.length && topOf(all[at]!) < bottom; at++) {
      const section = all[at]!
      const turn = turns.get(section)!
      near.set(turn, section)
      if (before.get(turn) !== section) came.set(turn, section)
      else before.delete(turn)
    }
    onLook(came, before)
  }
  const lookSoon = () => {
    if (frame === 0)
      frame = requestAnimationFrame(() => {
        frame = 0
        look()
      })
  }
  // Told before a frame is drawn, when nothing has been changed yet and heights are there to be read.
  scroller.addEventListener('scroll', look, { passive: true })
  const resized = new ResizeObserver(look)
  resized.observe(scroller)
  resized.observe(content)

  return {
    watch(section, turn) {
      turns.set(section, turn)
      sections = null
      lookSoon()
      return () => {
        turns.delete(section)
        sections = null
        if (near.get(turn) === section) near.delete(turn)
        lookSoon()
      }
    },
    sections: inOrder,
    firstBelow,
    turnOf: section => turns.get(section),
    dispose() {
      scroller.removeEventListener('scroll', look)
      resized.disconnect()
      cancelAnimationFrame(frame)
      turns.clear()
      near.clear()
      sections = []
    },
  }
}
