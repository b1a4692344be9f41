import { LOCAL_ORIGIN } from '../origins.ts'
import { makeBoundary } from './layout.ts'
import { replaceText } from './replaceText.ts'
import { readSpeakers } from './speakers.ts'
import type { TranscriptIndex } from './TranscriptIndex.ts'
import { takeBackEdits } from './takeBackEdits.ts'
import type { TurnChange } from './turnChanges.ts'

/** Why something of a correction stays as it is. */
export interface Kept {
  turn: string
  /**
   * `changed`: somebody changed the same words since, or set the turns apart otherwise. `joined`: the turn was joined to
   * another since. `unknown`: the record does not say enough.
   */
  why: 'changed' | 'joined' | 'unknown'
}

/** Turns that a correction set apart, joined or changed, the first of them there before and after. */
interface Run {
  before: string[]
  after: string[]
}

/**
 * Takes back what a correction did to the words and the boundaries of turns: words become what they were, what was
 * split is joined, what was joined is set apart, with its id, speaker and first source word. What others changed
 * elsewhere stays. Where they changed the very same words, none of the words of these turns is touched, and where they
 * changed the very seam, it is left: both are told. No text moves, so anchors hold. Each run of turns is one transaction.
 */
export const takeBackTurns = (
  index: TranscriptIndex,
  changes: readonly TurnChange[],
  origin: unknown = LOCAL_ORIGIN,
): { done: number; kept: Kept[] } => {
  const { runs, unknown } = runsOf(changes)
  const kept: Kept[] = unknown.map(turn => ({ turn, why: 'unknown' }))
  let done = 0
  for (const run of runs) {
    const outcome = takeBackRun(index, run, changes, origin)
    done += outcome.done
    kept.push(...outcome.kept)
  }
  return { done, kept }
}

/** Whether a record says enough to take back all it tells of. */
export const canTakeBackTurns = (changes: readonly TurnChange[]): boolean =>
  runsOf(changes).unknown.length === 0 &&
  changes.every(({ before, after }) => before?.text !== null && after?.text !== null)

/**
 * The runs of turns that changes concern. Each turn that came or went names the one before it at that moment, and they
 * are told in the order in which that happened: so what stood beside what is put together again.
 */
const runsOf = (changes: readonly TurnChange[]): { runs: Run[]; unknown: string[] } => {
  const byTurn = new Map(changes.map(change => [change.turn, change]))
  const fragments = new Map<string, string[]>()
  const fragmentOf = (turn: string): string[] => {
    const fragment = fragments.get(turn) ?? [turn]
    fragments.set(turn, fragment)
    return fragment
  }
  const gone = new Set<string>()
  const unknown = new Set<string>()
  for (const { turn, before, after, behind } of changes) {
    if (before !== null && after !== null) fragmentOf(turn)
    else if (behind == null || (before ?? after)!.firstSourceWord === undefined) unknown.add(turn)
    else {
      const into = fragmentOf(behind)
      const moved = fragmentOf(turn)
      if (into !== moved) {
        let at = into.indexOf(behind) + 1
        while (gone.has(into[at] ?? '')) at++
        into.splice(at, 0, ...moved)
        for (const one of moved) fragments.set(one, into)
      }
      if (after === null) gone.add(turn)
    }
  }
  const runs: Run[] = []
  for (const fragment of new Set(fragments.values())) {
    const was = (turn: string): boolean => byTurn.get(turn)?.before !== null
    const is = (turn: string): boolean => byTurn.get(turn)?.after !== null
    const head = fragment[0]!
    if (was(head) && is(head)) runs.push({ before: fragment.filter(was), after: fragment.filter(is) })
    else for (const turn of fragment) if (byTurn.has(turn)) unknown.add(turn)
  }
  return { runs, unknown: [...unknown] }
}

/** So many turns behind a run may hold words that others have split off its last one since. */
const SPLIT_SINCE = 8

const takeBackRun = (
  index: TranscriptIndex,
  { before, after }: Run,
  changes: readonly TurnChange[],
  origin: unknown,
): { done: number; kept: Kept[] } => {
  const root = before[0]!
  const first = index.position(root)
  if (first < 0) return { done: 0, kept: [{ turn: root, why: 'joined' }] }
  const byTurn = new Map(changes.map(change => [change.turn, change]))
  const partOf = (turn: string, when: 'before' | 'after') => {
    const change = byTurn.get(turn)
    // A turn that nothing is recorded of had no other words then.
    return { turn, text: change ? (change[when]?.text ?? null) : (index.turn(turn)?.text ?? null) }
  }
  const then = before.map(turn => partOf(turn, 'before'))
  const corrected = after.map(turn => partOf(turn, 'after'))
  const following = index.order.slice(first).map(({ id, text }) => ({ turn: id, text }))
  const places = [...before, ...after].map(turn => index.position(turn) - first)
  const last = Math.max(...places)
  if ([...then, ...corrected].some(({ text }) => text === null))
    return { done: 0, kept: [{ turn: root, why: 'unknown' }] }

  // As in the document, turns are one text, and a boundary is one character of it: of its own for each turn.
  const marks = marksFor([...then, ...corrected, ...following.slice(0, last + 1 + SPLIT_SINCE)])
  const whole = (parts: readonly Part[]): string =>
    parts.map(({ turn, text }) => marks.get(turn)! + text).join('')
  const present = (more: number): string => whole(following.slice(0, last + 1 + more))
  if (present(0) === whole(then)) return { done: 0, kept: [] }
  const turnOf = new Map([...marks].map(([turn, mark]) => [mark, turn]))
  const holdsMark = (text: string): boolean => [...text].some(letter => turnOf.has(letter))
  const was = whole(corrected)
  const attempt = (now: string) => {
    const wanted = takeBackEdits(whole(then), was, now).map(edit => ({
      ...edit,
      isSeam: holdsMark(edit.insert + was.slice(edit.offset, edit.offset + edit.deleteCount)),
    }))
    // Half a correction of words would be no words.
    const keepsWords = wanted.some(({ now, isSeam }) => now === null && !isSeam)
    const edits = wanted.filter(({ now, isSeam }) => now !== null && (isSeam || !keepsWords))
    return { now, edits, isWhole: edits.length === wanted.length }
  }
  let best = attempt(present(0))
  for (let more = 1; more <= SPLIT_SINCE && !best.isWhole; more++) {
    const other = attempt(present(more))
    if (other.isWhole) best = other
  }
  const { edits } = best
  if (edits.length > 0) {
    const start = index.startOf(root) - 1
    const speakers = new Set(readSpeakers(index.doc).map(({ id }) => id))
    const boundaryOf = (turn: string) => {
      const { speaker, firstSourceWord } = byTurn.get(turn)!.before!
      return makeBoundary({
        id: turn,
        speaker: speakers.has(speaker) ? speaker : index.turn(root)!.speaker,
        firstSourceWord: firstSourceWord!,
      })
    }
    index.doc.transact(() => {
      for (const { now, deleteCount, insert, isSeam } of edits.toReversed()) {
        const at = start + now!
        if (!isSeam) {
          const deleted = best.now.slice(now!, now! + deleteCount)
          replaceText(index.text, at, deleted, insert)
          continue
        }
        index.text.delete(at, deleteCount)
        let to = at
        for (const part of partsOf(insert, turnOf)) {
          const turn = turnOf.get(part)
          if (turn === undefined) index.text.insert(to, part)
          else index.text.insertEmbed(to, boundaryOf(turn))
          to += part.length
        }
      }
    }, origin)
  }
  return {
    done: edits.length > 0 ? 1 : 0,
    kept: best.isWhole ? [] : [{ turn: root, why: 'changed' }],
  }
}

interface Part {
  turn: string
  text: string | null
}

/** A character for each turn that is in none of the texts (of the private use area). */
const marksFor = (parts: readonly Part[]): Map<string, string> => {
  const taken = new Set(parts.flatMap(({ text }) => text?.match(/[\ue000-\uf8ff]/g) ?? []))
  const marks = new Map<string, string>()
  let next = 0xe000
  for (const { turn } of parts) {
    if (marks.has(turn)) continue
    while (taken.has(String.fromCharCode(next))) next++
    marks.set(turn, String.fromCharCode(next++))
  }
  return marks
}

/** Cuts a text at marks, which are parts of their own. */
const partsOf = (text: string, marks: ReadonlyMap<string, string>): string[] => {
  const parts: string[] = []
  let open = ''
  for (const letter of text) {
    if (!marks.has(letter)) {
      open += letter
      continue
    }
    if (open) parts.push(open)
    parts.push(letter)
    open = ''
  }
  return open ? [...parts, open] : parts
}
