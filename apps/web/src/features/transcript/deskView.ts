import { flushSync } from 'react-dom'
import type { Desk, DeskView } from '../desk/desk.ts'
import type { TranscriptParts } from './TranscriptContext.ts'
import { domPoint, TURN_TEXT } from './textNodes.ts'

const calm = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches

/** What the transcript on the screen can do for the rest of the desk. */
export const createDeskView = (
  desk: Desk,
  scroller: HTMLElement,
  { painter, near, lanes }: Pick<TranscriptParts, 'painter' | 'near' | 'lanes'>,
  renderAll: () => void,
): DeskView => {
  const find = (turn: string) => scroller.querySelector<HTMLElement>(`[data-turn="${CSS.escape(turn)}"]`)
  /** Just after opening, turns farther down may not be there yet. */
  const need = (turn: string) => {
    const section = find(turn)
    if (section || !desk.index.turn(turn)) return section
    renderAll()
    return find(turn)
  }
  const rangeAt = (turn: string, from: number, to: number): Range | null => {
    const paragraph = find(turn)?.querySelector<HTMLElement>(`[${TURN_TEXT}]`)
    if (!paragraph) return null
    const range = document.createRange()
    range.setStart(...domPoint(paragraph, from))
    range.setEnd(...domPoint(paragraph, to))
    return range
  }

  const firstInView = (): { turn: string; section: HTMLElement } | null => {
    const section = near.sections()[near.firstBelow(scroller.scrollTop + 8)]
    const turn = section && near.turnOf(section)
    return turn === undefined ? null : { turn, section: section! }
  }

  return {
    reveal({ turn, offset }, { smooth = true, focus = false } = {}) {
      const section = need(turn)
      if (!section) return
      if (focus) section.focus({ preventScroll: true })
      const view = scroller.getBoundingClientRect()
      // A turn that was never laid out has an estimated height: bring it near first, then measure.
      if (!painter.isNear(turn)) section.scrollIntoView({ block: 'center' })
      const box =
        rangeAt(turn, offset, offset + 1)?.getBoundingClientRect() ?? section.getBoundingClientRect()
      const top = box.height > 0 ? box.top : section.getBoundingClientRect().top
      if (top > view.top + view.height * 0.15 && top < view.bottom - view.height * 0.25) return
      scroller.scrollBy({
        top: top - view.top - view.height * 0.38,
        behavior: smooth && !calm() ? 'smooth' : 'instant',
      })
    },
    boxOf({ start, end }) {
      const from = start.turn === end.turn ? start.offset : 0
      const rects = rangeAt(end.turn, from, end.offset)?.getClientRects()
      const last = rects?.[rects.length - 1]
      if (!rects || !last) return null
      const view = scroller.getBoundingClientRect()
      return {
        left: last.left - view.left + Math.min(last.width, 40),
        top: rects[0]!.top - view.top + scroller.scrollTop,
        bottom: last.bottom - view.top + scroller.scrollTop,
      }
    },
    focusMargin(turn) {
      const section = find(turn)
      if (section && !painter.isNear(turn)) {
        // Far away it has none.
        section.scrollIntoView({ block: 'center' })
        painter.setNear(turn, true)
        lanes.request([turn])
        flushSync(() => lanes.flush())
      }
      const buttons = section?.querySelectorAll<HTMLElement>('[data-lanes] button') ?? []
      const first = [...buttons].find(button => button.checkVisibility())
      first?.focus()
      return first !== undefined
    },
    topTurn: () => firstInView()?.turn ?? desk.index.order[0]?.id ?? null,
    top() {
      const first = firstInView()
      if (!first) return null
      const { turn, section } = first
      const { top, bottom } = (section.querySelector(`[${TURN_TEXT}]`) ?? section).getBoundingClientRect()
      const above = scroller.getBoundingClientRect().top - top
      return { turn, within: Math.min(1, Math.max(0, above / Math.max(1, bottom - top))) }
    },
    showTop(turn, within) {
      const section = find(turn)
      if (!section) return
      const isNear = painter.isNear(turn)
      if (!isNear) section.scrollIntoView({ block: 'start' })
      const { top, height } = (section.querySelector(`[${TURN_TEXT}]`) ?? section).getBoundingClientRect()
      const off = top + within * height - scroller.getBoundingClientRect().top
      if (Math.abs(off) < 2) return
      scroller.scrollBy({ top: off, behavior: isNear && !calm() ? 'smooth' : 'instant' })
    },
  }
}
