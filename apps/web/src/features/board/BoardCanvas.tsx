import { useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useStore } from '../../collab/createStore.ts'
import { boards as text } from '../../text/boards.ts'
import { announce } from '../../ui/announce.ts'
import { attachGestures } from './attachGestures.ts'
import { useBoardHere, useBoardState } from './BoardContext.tsx'
import styles from './board.module.css'
import { CardView } from './CardView.tsx'
import { ClusterView } from './ClusterView.tsx'
import { Cursors } from './Cursors.tsx'
import { createPlacer } from './createPlacer.ts'
import {
  byPlace,
  cardRect,
  cardsByCluster,
  type Direction,
  nextCard,
  overlaps,
  type Rect,
} from './geometry.ts'
import { SelectionBar } from './SelectionBar.tsx'
import { shownPart, type View } from './view.ts'
import { ZoomControls } from './ZoomControls.tsx'

/** What is drawn beyond the window, in screens: what is moved into sight is there already. */
const BEYOND = 0.35
/** Below this, cards show their words alone, larger. */
const FAR = 0.5
const FARTHER = 0.32
/** A view that has not moved for so long is at rest. */
const STILL_MS = 180
const NUDGE = 16
const ARROWS: Record<string, Direction> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}
const STEPS: Record<Direction, [number, number]> = {
  left: [-NUDGE, 0],
  right: [NUDGE, 0],
  up: [0, -NUDGE],
  down: [0, NUDGE],
}

/** The part of the board to draw, changing only now and then while the view moves. */
const drawnPart = (view: View, window: { width: number; height: number }): Rect => {
  const part = shownPart(view, window)
  const step = 2 ** Math.round(Math.log2(Math.max(1, part.width * BEYOND)))
  const down = (value: number) => Math.floor((value - step / 2) / step) * step
  const up = (value: number) => Math.ceil((value + step / 2) / step) * step
  const [x, y] = [down(part.x), down(part.y)]
  return { x, y, width: up(part.x + part.width) - x, height: up(part.y + part.height) - y }
}

/** Cards and clusters on a table without edges. */
export const BoardCanvas = ({ onAdd }: { onAdd: () => void }) => {
  const { session, describe, editable, ask } = useBoardHere()
  const { board, rects, selection, focus, tool, target } = useBoardState(state => state)
  const canvas = useRef<HTMLDivElement>(null)
  const world = useRef<HTMLDivElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const wantsFocus = useRef(false)
  const [menu, setMenu] = useState(false)
  const placer = useMemo(() => createPlacer(session, () => world.current), [session])
  // The window is measured past React; a new size is drawn for.
  const [, setSize] = useState('')
  const far = useStore(session.view, ({ zoom }) => (zoom < FARTHER ? 2 : zoom < FAR ? 1 : undefined))
  const drawn = useStore(session.view, view => JSON.stringify(drawnPart(view, session.window)))
  const latest = useRef({ editable, ask })
  latest.current = { editable, ask }

  useLayoutEffect(() => {
    const node = canvas.current!
    let first = true
    const measure = () => {
      const { width, height } = node.getBoundingClientRect()
      Object.assign(session.window, { width, height })
      if (first && width > 0) session.showAll()
      first = false
      setSize(`${width} ${height}`)
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(node)
    return () => observer.disconnect()
  }, [session])

  useLayoutEffect(() => {
    const show = () => {
      const { x, y, zoom } = session.view.get()
      world.current!.style.transform = `translate(${x}px, ${y}px) scale(${zoom})`
      const gap = 32 * zoom * (zoom < 0.4 ? 4 : 1)
      canvas.current!.style.backgroundSize = `${gap}px ${gap}px`
      canvas.current!.style.backgroundPosition = `${x}px ${y}px`
    }
    // While it moves, the board is one picture that is moved; at rest it is drawn sharp again.
    let still: ReturnType<typeof setTimeout> | undefined
    const move = () => {
      world.current!.style.willChange = 'transform'
      show()
      clearTimeout(still)
      still = setTimeout(() => {
        if (world.current) world.current.style.willChange = ''
      }, STILL_MS)
    }
    show()
    const stop = session.view.subscribe(move)
    return () => {
      clearTimeout(still)
      stop()
    }
  }, [session])

  useEffect(
    () =>
      attachGestures(canvas.current!, session, {
        editable: () => latest.current.editable,
        onFrame(rect) {
          const node = frame.current!
          node.hidden = rect === null
          if (rect)
            Object.assign(node.style, {
              transform: `translate(${rect.x}px, ${rect.y}px)`,
              width: `${rect.width}px`,
              height: `${rect.height}px`,
            })
        },
        onMenu: () => setMenu(true),
        onOpen(key) {
          if (latest.current.editable && session.state.get().board.cards.get(key)?.content.type === 'note')
            latest.current.ask({ type: 'note', key })
        },
      }),
    [session],
  )
  useEffect(() => {
    let due = 0
    const stop = session.onMoved(() => {
      due ||= requestAnimationFrame(() => {
        due = 0
        placer.place()
      })
    })
    return () => {
      cancelAnimationFrame(due)
      stop()
    }
  }, [session, placer])
  // What is drawn anew stands where the document has it; hands come after.
  useLayoutEffect(placer.place)
  useLayoutEffect(() => {
    if (!wantsFocus.current) return
    wantsFocus.current = false
    if (focus !== null) placer.focus(focus)
    else canvas.current?.focus({ preventScroll: true })
  })

  const held = useSyncExternalStore(session.onMoved, () => session.presences.held())
  const part = useMemo(() => JSON.parse(drawn) as Rect, [drawn])
  const shown = useMemo(
    () =>
      [...board.cards.values()]
        .filter(card => overlaps(cardRect(card), part) || card.key === focus || held.has(card.key))
        // An order that no move changes: a node that is put elsewhere loses the focus.
        .sort((a, b) => (a.key < b.key ? -1 : 1)),
    [board, part, focus, held],
  )
  const lists = useMemo(() => cardsByCluster(board), [board])
  const reachable =
    focus !== null && board.cards.has(focus) ? focus : ([...shown].sort(byPlace)[0]?.key ?? null)

  const goTo = (key: string | null) => {
    wantsFocus.current = true
    session.focusOn(key)
    const card = key === null ? undefined : session.state.get().board.cards.get(key)
    if (card) session.reveal(card)
  }
  const remove = () => {
    const keys = session.chosen()
    const gone = new Set(keys)
    const from = board.cards.get(focus ?? keys[0] ?? '')
    const left = [...board.cards.values()].filter(card => !gone.has(card.key))
    const next =
      from && (['right', 'down', 'left', 'up'] as const).map(d => nextCard(left, from, d)).find(Boolean)
    session.remove(keys)
    goTo(next?.key ?? null)
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    const onCard = (event.target as Element).closest<HTMLElement>('[data-card]')?.dataset.card
    // Menus and buttons on the board have keys of their own.
    if (onCard === undefined && event.target !== canvas.current) return
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    const direction = ARROWS[key]
    const done = () => event.preventDefault()
    if (event.ctrlKey || event.metaKey) {
      if (key === 'a') {
        session.select(board.cards.keys())
        announce(text.said.selected(board.cards.size))
        done()
      }
      return
    }
    if (event.altKey) return
    const from = onCard === undefined ? undefined : board.cards.get(onCard)
    if (direction) {
      done()
      if (event.shiftKey) {
        if (editable) session.nudge(...STEPS[direction])
      } else if (!from) goTo(reachable)
      else goTo(nextCard(board.cards.values(), from, direction)?.key ?? from.key)
      return
    }
    switch (key) {
      case ' ':
        if (onCard !== undefined) session.toggle(onCard)
        break
      case 'Enter':
        if (onCard !== undefined && selection.size > 0 && !selection.has(onCard)) session.select([onCard])
        if (session.chosen().length > 0) setMenu(true)
        break
      case 'Escape':
        session.select([])
        break
      case '+':
      case '=':
        session.zoomBy(1.25)
        break
      case '-':
        session.zoomBy(0.8)
        break
      case '0':
        session.showAll()
        break
      case 'c':
        if (editable) ask({ type: 'cluster', cluster: null, keys: session.chosen() })
        break
      case 'n':
        if (editable) ask({ type: 'note', key: null })
        break
      case 'a':
        if (editable) onAdd()
        break
      case '?':
        ask({ type: 'keys' })
        break
      case 'Delete':
      case 'Backspace':
        if (editable && session.chosen().length > 0) remove()
        break
      default:
        return
    }
    done()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys bubble here from the cards, which are options of a list
    <div
      ref={canvas}
      className={styles.canvas}
      tabIndex={-1}
      data-tool={tool}
      data-far={far}
      onKeyDown={onKeyDown}
    >
      <div ref={world} className={styles.world}>
        {[...board.clusters.values()]
          .sort((a, b) => (a.id < b.id ? -1 : 1))
          .filter(({ id }) => overlaps(rects.get(id)!, part) || held.has(id))
          .map(cluster => (
            <ClusterView
              key={cluster.id}
              cluster={cluster}
              rect={rects.get(cluster.id)!}
              count={lists.get(cluster.id)?.length ?? 0}
              target={target === cluster.id}
              register={placer.register}
            />
          ))}
        {shown.length > 0 && (
          <div
            role="listbox"
            aria-label={text.cardList}
            aria-multiselectable="true"
            onFocus={event => {
              const key = (event.target as HTMLElement).dataset.card
              if (key !== undefined) session.focusOn(key)
            }}
          >
            {shown.map(card => (
              <CardView
                key={card.key}
                card={card}
                facts={describe(card)}
                cluster={
                  card.cluster === null ? null : board.clusters.get(card.cluster)!.title || text.unnamed
                }
                selected={selection.has(card.key)}
                reachable={card.key === reachable}
                register={placer.register}
              />
            ))}
          </div>
        )}
      </div>
      <div ref={frame} className={styles.frame} hidden />
      <Cursors />
      {board.cards.size + board.clusters.size === 0 && (
        <div className={styles.empty}>
          <strong>{text.emptyBoard}</strong>
          <span>{editable ? text.emptyBoardText : text.emptyBoardReader}</span>
        </div>
      )}
      <SelectionBar
        opened={menu}
        onOpened={opened => {
          setMenu(opened)
          if (!opened) goTo(focus)
        }}
      />
      <ZoomControls />
    </div>
  )
}
