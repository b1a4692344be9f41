/** A canvas over the scrolled text, twice as high as the view: it scrolls along, and is moved only now and then. */
export interface ScrollingCanvas {
  /** Clears it, with its own top where the view is now; null while it is not shown. */
  begin(): { context: CanvasRenderingContext2D; toCanvas: (clientY: number) => number; left: number } | null
  /** Whether the view is about to leave it; never while it rests. */
  outgrown(): boolean
  /** Gives its memory back while there is nothing to draw. */
  rest(): void
}

/** `width`: pixels from the left edge of the text; the whole of it when left out. */
export const createScrollingCanvas = (
  canvas: HTMLCanvasElement,
  scroller: HTMLElement,
  width?: number,
): ScrollingCanvas => {
  const context = canvas.getContext('2d')
  let top = 0
  let size = ''
  return {
    begin() {
      if (!context || scroller.clientHeight === 0) return null
      const ratio = Math.min(2, window.devicePixelRatio)
      const wide = width ?? scroller.clientWidth
      const high = Math.min(scroller.clientHeight * 2, scroller.scrollHeight)
      const wanted = `${wide} ${high} ${ratio}`
      if (wanted !== size) {
        size = wanted
        canvas.width = Math.round(wide * ratio)
        canvas.height = Math.round(high * ratio)
        canvas.style.width = `${wide}px`
        canvas.style.height = `${high}px`
        top = -1
      }
      if (this.outgrown()) {
        const middle = scroller.scrollTop + scroller.clientHeight / 2
        top = Math.max(0, Math.min(middle - high / 2, scroller.scrollHeight - high))
        canvas.style.top = `${top}px`
      }
      context.setTransform(ratio, 0, 0, ratio, 0, 0)
      context.clearRect(0, 0, wide, high)
      const view = scroller.getBoundingClientRect()
      return { context, toCanvas: y => y - view.top + scroller.scrollTop - top, left: view.left }
    },
    outgrown() {
      // Not even asked where it stands: that would lay the page out.
      if (size === '') return false
      const high = canvas.clientHeight
      const { scrollTop, clientHeight, scrollHeight } = scroller
      return (
        top < 0 ||
        (scrollTop < top && top > 0) ||
        (scrollTop + clientHeight > top + high && top + high < scrollHeight - 1)
      )
    },
    rest() {
      if (size === '') return
      size = ''
      canvas.width = 0
      canvas.height = 0
      canvas.style.height = '0'
      canvas.style.top = '0'
    },
  }
}
