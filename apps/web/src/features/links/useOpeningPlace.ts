import type { TextPoint } from '@polyphony/document'
import { useEffect } from 'react'
import { useLocation } from 'react-router'
import { links as words } from '../../text/links.ts'
import { notifyDone } from '../../ui/notify.ts'
import { annotationKey } from '../coding/annotations.ts'
import type { Desk } from '../desk/desk.ts'
import { findOf } from '../search/find.ts'
import { type Place, readPlace } from './readPlace.ts'

/**
 * Opens the desk at the place its address names, as soon as that can be said for sure, and says so when it is not there
 * any more. Another address of the same conversation leads there as well.
 */
export const useOpeningPlace = (desk: Desk | null): void => {
  const { search: address, key } = useLocation()
  // Dependencies: the key is another with every link that is followed, also to the same place
  useEffect(() => {
    const place = readPlace(new URLSearchParams(address))
    if (!desk || !place) return
    const disposers: (() => void)[] = []
    // A layer is the member's, and may not be there at all: only when it was read is a highlight known to be gone.
    const layer = place.highlight && desk.layerOf(place.highlight.member)
    const done = () => {
      for (const dispose of disposers.splice(0)) dispose()
    }
    const layerRead = () => {
      const state = layer?.state.get()
      return !state || state.opened || (state.closed !== null && state.closed !== 'unavailable')
    }
    let frame = 0
    let stage: Stage = 'waiting'
    const tryNow = () => {
      frame = 0
      if (!desk.view.current) return
      stage = goTo(desk, place, layerRead(), stage)
      if (stage === 'settled') done()
    }
    const soon = () => {
      if (frame === 0) frame = requestAnimationFrame(tryNow)
    }
    disposers.push(
      desk.annotations.onChange(soon),
      desk.facts.subscribe(soon),
      desk.index.onOrder(soon),
      desk.transcript.state.subscribe(soon),
      () => cancelAnimationFrame(frame),
    )
    if (layer) disposers.push(layer.state.subscribe(soon))
    soon()
    return done
  }, [desk, address, key])
}

/**
 * `waiting` while nothing is known; `arrived` at what an older copy held, which may be gone by now; `settled` when the
 * server's state was read.
 */
type Stage = 'waiting' | 'arrived' | 'settled'

/** Goes there, once, or says why not. */
const goTo = (desk: Desk, place: Place, layerRead: boolean, before: Stage): Stage => {
  const { opened, readable } = desk.transcript.state.get()
  const { timing } = desk.facts.get()
  if (desk.index.order.length === 0) return opened ? 'settled' : 'waiting'
  const atTime = () => (place.seconds === null ? null : (timing?.pointAt(place.seconds * 1000) ?? null))

  if (place.code) {
    desk.state.set({ aboutCode: place.code, message: place.comment, drawer: 'passage' })
    return 'settled'
  }

  if (place.highlight) {
    const { member, highlight } = place.highlight
    const annotation = desk.annotations.get(annotationKey(member, highlight))
    if (!annotation) {
      if (!layerRead || !opened || (place.seconds !== null && !timing)) return before
      const point = atTime()
      if (point) arrive(desk, point, place.seconds)
      showMessage(desk, place)
      notifyDone(point ? words.highlightGoneHere : words.highlightGone)
      return 'settled'
    }
    const { resolution } = annotation
    const stage = opened && layerRead ? 'settled' : 'arrived'
    if (before === 'arrived') return stage
    // What is not placed may be once the rest of the transcript has come.
    if (!('span' in resolution) && !opened) return 'waiting'
    const start =
      'span' in resolution ? resolution.span.start : resolution.status === 'deleted' ? resolution.at : null
    const { from } = annotation.highlight.anchor
    if (start) arrive(desk, start, from >= 0 ? from / 1000 : null)
    desk.state.set({ focus: annotation.key })
    showMessage(desk, place)
    if (!('span' in resolution)) notifyDone(start ? words.highlightLost : words.highlightUnplaced)
    return stage
  }

  if (place.turn !== null) {
    const turn = desk.index.turn(place.turn)
    if (turn) {
      const stage = opened ? 'settled' : 'arrived'
      if (before === 'arrived') return stage
      const point = { turn: turn.id, offset: 0 }
      arrive(desk, point, desk.timeAt(point))
      if (place.find) findOf(desk).open(place.find)
      return stage
    }
    if (!opened || !timing) return before
    const point = place.word === null ? atTime() : ofSourceWord(desk, place.word)
    if (point) arrive(desk, point, desk.timeAt(point))
    notifyDone(point ? words.turnMoved : words.turnGone)
    if (place.find) findOf(desk).open(place.find)
    return 'settled'
  }

  if (!timing || !readable) return 'waiting'
  const point = atTime()
  if (!point && !opened) return 'waiting'
  // Before the first word there is silence, and the beginning is shown.
  const first = desk.index.order[0]!
  arrive(desk, point ?? { turn: first.id, offset: 0 }, place.seconds)
  if (!point && !desk.player) notifyDone(words.timeUnknown)
  return 'settled'
}

/** What was said of a highlight stands beside the text, also when the highlight is gone. */
const showMessage = (desk: Desk, { comment }: Place): void => {
  if (comment !== null) desk.state.set({ message: comment, drawer: 'passage', aboutCode: null })
}

const arrive = (desk: Desk, point: TextPoint, seconds: number | null) => {
  desk.state.set({ caret: point, turn: point.turn, selection: null, selectionOrigin: null, following: true })
  desk.view.current?.reveal(point, { smooth: false, focus: true })
  if (seconds !== null) desk.player?.seek(seconds)
}

/** Where a source word stands now: at its time, else in the turn it belongs to. */
const ofSourceWord = ({ facts, index }: Desk, word: number): TextPoint | null => {
  const { words, timing } = facts.get()
  const start = words?.start[word] ?? -1
  const at = start >= 0 ? timing?.pointAt(start) : null
  if (at) return at
  const turn = index.order.findLast(({ firstSourceWord }) => firstSourceWord <= word)
  return turn ? { turn: turn.id, offset: 0 } : null
}
