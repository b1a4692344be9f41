import styles from './board.module.css'
import type { BoardSession, Drag } from './boardSession.ts'
import { cardRect, cardsByCluster, type Point, type Rect } from './geometry.ts'

/** More than these are not moved one by one: their outlines are, as one. */
const MANY = 60

const moveTo = (node: HTMLElement, { x, y }: Point): void => {
  node.style.transform = `translate(${x}px, ${y}px)`
}

/**
 * Puts what is being moved where the hands have it, mine and the others', without drawing anything anew. Everything
 * else stands where the document has it, which React knows.
 */
export const createPlacer = (session: BoardSession, world: () => HTMLElement | null) => {
  const nodes = new Map<string, HTMLElement>()
  let before = new Set<string>()
  let outlines: { drag: string; node: HTMLElement } | null = null

  const baseOf = (id: string): Point | undefined => {
    const { board, rects } = session.state.get()
    return board.cards.get(id) ?? rects.get(id)
  }

  /** All that a drag moves: cards by key, clusters by id with the cards in them. */
  const idsOf = ({ cards, clusters }: Drag): string[] => {
    if (clusters.size === 0) return [...cards]
    const lists = cardsByCluster(session.state.get().board)
    return [...cards, ...[...clusters].flatMap(id => [id, ...(lists.get(id) ?? []).map(card => card.key)])]
  }

  /** Outlines of what is moved, made once and then moved as one; the things themselves wait where they lie. */
  const outline = (drag: Drag, ids: readonly string[]) => {
    if (outlines?.drag !== drag.id) {
      clearOutlines()
      const { board, rects } = session.state.get()
      const node = document.createElement('div')
      node.className = styles.outlines!
      for (const id of ids) {
        const card = board.cards.get(id)
        const rect: Rect | undefined = card ? cardRect(card) : rects.get(id)
        if (!rect) continue
        const one = document.createElement('div')
        one.className = styles.outline!
        Object.assign(one.style, { width: `${rect.width}px`, height: `${rect.height}px` })
        moveTo(one, rect)
        node.append(one)
      }
      world()?.append(node)
      outlines = { drag: drag.id, node }
    }
    moveTo(outlines.node, { x: drag.dx, y: drag.dy })
  }
  const clearOutlines = () => {
    outlines?.node.remove()
    outlines = null
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
    const ids = drag ? idsOf(drag) : []
    if (drag && ids.length > MANY) {
      outline(drag, ids)
      return places
    }
    clearOutlines()
    for (const id of ids) {
      const base = baseOf(id)
      if (base) places.set(id, { at: { x: base.x + drag!.dx, y: base.y + drag!.dy }, by: null })
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
      moveTo(node, at)
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
    register(id: string, node: HTMLElement | null) {
      if (node) nodes.set(id, node)
      else nodes.delete(id)
    },
    focus: (id: string) => nodes.get(id)?.focus({ preventScroll: true }),
  }
}
