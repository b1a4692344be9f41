import { resolveCode } from '@polyphony/ontology'
import { coding as words } from '../../text/coding.ts'
import { announce } from '../../ui/announce.ts'
import { notifyBriefly } from '../../ui/notify.ts'
import type { Desk } from '../desk/desk.ts'
import { codeNow, lastCode } from './codeNow.ts'
import { codesOf } from './codesOf.ts'
import { applyCode } from './codingCommands.ts'

/** Makes a code sticky: from now on it is applied to whatever is selected. What is selected already comes first. */
export const beginSticky = (desk: Desk, id: string): void => {
  const code = desk.abilities.code ? codeNow(desk, id) : null
  if (!code) return
  desk.state.set({ sticky: { code: code.id } })
  announce(words.sticky.began(code.name))
  if (desk.state.get().selection) applySticky(desk)
}

export const endSticky = (desk: Desk): void => {
  const { sticky } = desk.state.get()
  if (!sticky) return
  const code = resolveCode(desk.facts.get().ontology, sticky.code)
  desk.state.set({ sticky: null })
  announce(words.sticky.ended(code?.name ?? ''))
}

/** Highlights what is selected and gives it the sticky code. Returns false where there is neither. */
export const applySticky = (desk: Desk): boolean => {
  const { sticky, selection } = desk.state.get()
  if (!sticky || !selection || !applyCode(desk, sticky.code)) return false
  desk.state.set({ sticky: { ...sticky } })
  return true
}

/** Begins with a code of the highlight in focus, else the one applied last; ends one that is on. */
export const toggleSticky = (desk: Desk): void => {
  const { sticky, focus } = desk.state.get()
  if (sticky) {
    endSticky(desk)
    return
  }
  const focused = focus === null ? undefined : desk.annotations.get(focus)
  const code = (focused && codesOf(desk.facts.get().ontology, focused).at(-1)) ?? lastCode(desk.facts.get())
  if (code) beginSticky(desk, code.id)
  else notifyBriefly('sticky', words.sticky.which)
}
