import { spanText, type TextSpan } from '@polyphony/document'
import { useEffect, useRef, useState } from 'react'
import { desk as words } from '../../text/desk.ts'
import { samePoint } from '../transcript/snapSpan.ts'
import { useDesk, useDeskState } from './DeskContext.tsx'
import type { Desk } from './desk.ts'

/** More than this is not listened to: its end tells where one is. */
const MOST = 200

const abridge = (text: string): string => (text.length > MOST ? `… ${text.slice(20 - MOST)}` : text)

/** Says what the keyboard selected to those who cannot see it: first all of it, then what came to it or was let go. */
export const SelectionVoice = () => {
  const desk = useDesk()
  const selection = useDeskState(state => state.selection)
  const before = useRef<TextSpan | null>(null)
  const [said, setSaid] = useState('')
  useEffect(() => {
    const was = before.current
    before.current = selection
    setSaid(selection ? describe(desk, was, selection) : '')
  }, [desk, selection])
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {said}
    </div>
  )
}

const describe = (desk: Desk, was: TextSpan | null, now: TextSpan): string => {
  const whole = spanText(desk.index, now)
  const old = was ? spanText(desk.index, was) : ''
  const sameStart = was !== null && samePoint(was.start, now.start)
  const sameEnd = was !== null && samePoint(was.end, now.end)
  if (old === '' || sameStart === sameEnd) return words.selection.selected(abridge(whole))
  const [longer, shorter] = whole.length > old.length ? [whole, old] : [old, whole]
  const between = (sameStart ? longer.slice(shorter.length) : longer.slice(0, -shorter.length))
    .replace(/^[\s\p{P}]+/u, '')
    .trimEnd()
  return (longer === whole ? words.selection.more : words.selection.less)(abridge(between))
}
