import { coding as words } from '../../text/coding.ts'
import { announce } from '../../ui/announce.ts'
import type { Desk } from '../desk/desk.ts'
import { quoteOf } from '../history/quoteOf.ts'
import type { Annotation } from './annotations.ts'
import { codeNames, listed, nameOf } from './whoSaid.ts'

/** What several people do at once is told in one sentence. */
const GATHER_MS = 2500
/** No more often than this, however many annotate. */
const APART_MS = 10_000
/** A highlight that is older came with the page, and is no news. */
const NEWS_MS = 120_000

/**
 * Tells those who cannot see it what others highlight and code in the turn where one stands, and only there: on a busy
 * desk everything else would drown what one reads.
 */
export const tellOthersHere = (desk: Desk): (() => void) => {
  const news = new Map<string, Annotation>()
  let turn: string | null = null
  /** What each highlight here was known to say. */
  let known = new Map<string, string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = Number.NEGATIVE_INFINITY

  const others = (): Annotation[] =>
    turn === null
      ? []
      : desk.annotations
          .inTurn(turn)
          .flatMap(({ key }) => desk.annotations.get(key) ?? [])
          .filter(annotation => annotation.member !== desk.me.id && desk.shown.showsRemark(annotation))
  const says = (annotation: Annotation) => annotation.codings.map(({ code }) => code).join()
  const come = () => {
    news.clear()
    known = new Map(others().map(annotation => [annotation.key, says(annotation)]))
  }
  const tell = () => {
    timer = undefined
    const told = [...news.values()].filter(({ key }) => desk.annotations.get(key))
    news.clear()
    const [first] = told
    if (!first) return
    last = Date.now()
    const people = listed([...new Set(told.map(({ member }) => nameOf(desk, member)))])
    announce(
      told.length === 1
        ? words.who.said(people, codeNames(desk, first), quoteOf(first))
        : words.who.severalHere(told.length, people),
    )
  }
  const look = () => {
    for (const annotation of others()) {
      const before = known.get(annotation.key)
      const now = says(annotation)
      if (before === now) continue
      known.set(annotation.key, now)
      if (before !== undefined || Date.now() - annotation.highlight.createdAt < NEWS_MS)
        news.set(annotation.key, annotation)
    }
    if (news.size > 0) timer ??= setTimeout(tell, Math.max(GATHER_MS, last + APART_MS - Date.now()))
  }
  const disposers = [
    desk.state.subscribe(() => {
      const now = desk.state.get().turn
      if (now === turn) return
      turn = now
      come()
    }),
    desk.annotations.onChange(turns => {
      if (turn !== null && turns.has(turn)) look()
    }),
  ]
  return () => {
    clearTimeout(timer)
    for (const dispose of disposers) dispose()
  }
}
