import { Act, addCoding, newId, spanText } from '@polyphony/document'
import { foldName, walk } from '@polyphony/ontology'
import { coding } from '../../text/coding.ts'
import { history as words } from '../../text/history.ts'
import { notifyBriefly, notifyError } from '../../ui/notify.ts'
import type { Desk } from '../desk/desk.ts'
import { applyCode, highlightPassage, passageInQuestion } from './codingCommands.ts'
import { inVivoName } from './inVivoName.ts'
import { rememberCode } from './recentCodes.ts'

/** The living code of this name, however it is written. */
export const codeNamed = (desk: Desk, name: string): string | null => {
  const folded = foldName(name)
  for (const { code } of walk(desk.facts.get().ontology)) if (foldName(code.name) === folded) return code.id
  return null
}

/**
 * Makes a code with a name and applies it once the server has it; undo takes both back. Rejects when the server
 * refuses: what was highlighted stays.
 */
export const createAndApply = async (desk: Desk, name: string): Promise<void> => {
  const { createCodes } = desk.abilities
  const passage = passageInQuestion(desk)
  if (!createCodes || !passage) return
  const act = new Act(words.acts.newCode(name, passage.quote), { about: passage.key })
  // What it shall apply to is settled now: the reader may have moved on when the answer comes.
  highlightPassage(desk, passage, act)
  const id = newId(8)
  const withdraw = await desk.createCode({ id, name, proposed: createCodes === 'proposed' })
  const annotation = desk.annotations.get(passage.key)
  if (annotation && desk.layer) addCoding(desk.layer.doc, annotation.highlight.id, id, undefined, act)
  desk.facts.set({ recent: rememberCode(desk.workspace, id) })
  await desk.history.add(act, withdraw)
}

/** The name that the words selected, or those of the highlight in focus, would give a code. Empty if none. */
export const inVivoNameHere = (desk: Desk): string => {
  const { selection, focus } = desk.state.get()
  if (selection) return inVivoName(spanText(desk.index, selection))
  const focused = focus === null ? undefined : desk.annotations.get(focus)
  return focused && 'span' in focused.resolution ? inVivoName(focused.resolution.text) : ''
}

/** Makes a code named by the very words and applies it to them; one that has this name already is applied. */
export const codeInVivo = async (desk: Desk): Promise<void> => {
  if (!passageInQuestion(desk)) {
    notifyBriefly('in-vivo', coding.inVivo.nothing)
    return
  }
  const name = inVivoNameHere(desk)
  const known = codeNamed(desk, name)
  if (known) applyCode(desk, known)
  else if (name === '') notifyBriefly('in-vivo', coding.inVivo.noName)
  else if (!desk.abilities.createCodes) notifyBriefly('in-vivo', coding.inVivo.mayNot)
  else
    try {
      await createAndApply(desk, name)
      notifyBriefly('in-vivo', coding.inVivo.made(name, desk.abilities.createCodes === 'proposed'))
    } catch (error) {
      notifyError(error)
    }
}
