import type { BoardSession } from './boardSession.ts'
import { cardsByCluster, type Point } from './geometry.ts'

/**
 * Puts what is being moved where the hands have it, mine and the others', without drawing anything anew. Everything
 * else stands where the document has it, which React knows.
 */
export const createPlacer = (session: BoardSession) => {
  const nodes = new Map<string, HTMLElement>()
  let before = new Set<string>()

  const baseOf = (id: string): Point | undefined => {
    const { board, rects } = session.state.get()
    return board.cards.get(id) ?? rects.get(id)
  }

  /** Where things are shown that do not stand where they lie. */
  const moved = (): Map<string, { at: Point; by: { name: string; colour: string } | null }> => {
    const { board, rects } = session.state.get()
    const places: ReturnType<typeof moved> = new Map()
    for (const [id, { at, name, colour }] of session.presences.held()) {
      const cluster = board.clusters.get(id)
      const rect = rects.get(id)
      const shown = cluster && rect ? { x: rect.x + at.x - cluster.x, y: rect.y + at.y - cluster.y } : at
      places.set(id, { at: shown, by: { name, colour } })
    }
    const drag = session.drag()
    if (!drag) return places
    const ids = [...drag.cards, ...drag.clusters]
    if (drag.clusters.size > 0) {
      const lists = cardsByCluster(board)
      for (const id of drag.clusters) ids.push(...(lists.get(id) ?? []).map(card => card.key))
    }
    for (const id of ids) {
      const base = baseOf(id)
      if (base) places.set(id, { at: { x: base.x + drag.dx, y: base.y + drag.dy }, by: null })
    }
    return places
  }

  const place = () => {
    const now = moved()
    for (const id of new Set([...before, ...now.keys()])) {
      const node = nodes.get(id)
      const shown = now.get(id)
      const at = shown?.at ?? baseOf(id)
      if (!node || !at) continue
      node.style.transform = `translate(${at.x}px, ${at.y}px)`
      node.toggleAttribute('data-moving', shown?.by === null)
      if (shown?.by) {
        node.dataset.held = shown.by.name
        node.style.setProperty('--held', shown.by.colour)
      } else delete node.dataset.held
    }
    before = new Set(now.keys())
  }

  return {
    place,
    /** What is shown somewhere else than where it lies has to be there, wherever the window is. */
    isMoved: (id: string) => before.has(id),
    register(id: string, node: HTMLElement | null) {
      if (node) nodes.set(id, node)
      else nodes.delete(id)
    },
    focus: (id: string) => nodes.get(id)?.focus({ preventScroll: true }),
  }
}
