import { Act, codingRefKey } from '@polyphony/document'
import { successorOf } from '@polyphony/ontology'
import { useEffect, useState } from 'react'
import { useMyAbilities } from '../../api/session.ts'
import { createStore, useStore } from '../../collab/createStore.ts'
import { curating as text } from '../../text/curating.ts'
import { history as words } from '../../text/history.ts'
import { notifyUndo } from '../../ui/notify.ts'
import type { Curating } from '../curating/curating.ts'
import type { Rejecting } from '../curating/RejectDialog.tsx'
import { codesAfter, type Verdict, verdictOf } from '../curating/verdict.ts'
import { abridgeWords } from '../history/abridgeWords.ts'
import { sayTaken } from '../history/sayTaken.ts'
import { useHistoryKeys } from '../history/useHistoryKeys.ts'
import type { Excerpt, Match } from './excerpts.ts'
import type { CodePlace } from './useCodePlace.ts'

const QUOTE = 28
/** What is watched while it is not known yet who is here. */
const NEVER: Curating['changes'] = createStore({ rulings: 0, people: 0 })

/** What leads decided on the codings of the excerpts that are looked at, and for leads the deciding. */
export const useVerdicts = (
  { workspace, ontology, people, me }: CodePlace,
  curating: Curating | null,
  here: readonly Excerpt[],
) => {
  const { can } = useMyAbilities(workspace)
  const editable = can('curation.write')
  useStore(curating?.changes ?? NEVER, ({ rulings }) => rulings)
  const [rejecting, setRejecting] = useState<Rejecting | null>(null)
  const [decided, setDecided] = useState(false)
  const conversations = [...new Set(here.map(({ conversation }) => conversation))].join(',')
  useEffect(() => {
    if (conversations) curating?.follow(conversations.split(','))
  }, [curating, conversations])
  const undo = (act?: Act) => curating && sayTaken(curating.history.undo(act ? { act } : {}), 'undo')
  const redo = () => curating && sayTaken(curating.history.redo(), 'redo')
  useHistoryKeys(editable && curating ? { undo: () => undo(), redo } : null)
  const resolved = (id: string) => successorOf(ontology, id)?.id ?? id
  const nameOf = (member: string) => (member === me ? text.you : (people.get(member)?.name ?? text.somebody))

  /** What is decided on what counts as one code: of several codings the latest decision. */
  const standing = ({ conversation, member, highlight }: Excerpt, { code, codings }: Match) => {
    const rulings = codings.flatMap(({ applied }) => {
      const [ruling] =
        curating?.rulingsOf(conversation, codingRefKey({ member, highlight, code: applied })) ?? []
      return ruling?.codes ? [ruling] : []
    })
    const ruling = rulings.sort((a, b) => b.at - a.at)[0]
    const assigned = codings.every(({ applied }) => resolved(applied) !== code)
    return { ruling, assigned, verdict: verdictOf(ruling, code, resolved) }
  }

  const decide = (excerpt: Excerpt, match: Match, verdict: Verdict | null, quoted: string) => {
    if (!curating) return
    const { conversation, member, highlight } = excerpt
    const { code, codings } = match
    const name = ontology.codes[code]?.name ?? code
    const quote = words.quote(abridgeWords(quoted, QUOTE))
    const rule = (reason: string | null) => {
      setDecided(true)
      const act = new Act(text.acts[verdict ?? 'takeBack'](name, quote))
      curating.rule(
        codings.map(({ applied, codes }) => ({
          conversation,
          coding: { member, highlight, code: applied },
          codes: verdict && codesAfter(codes, code, verdict, resolved),
          reason,
        })),
        act,
      )
      const said =
        verdict === 'accept' ? text.didAccept : verdict === 'reject' ? text.didReject : text.didTakeBack
      notifyUndo(said(name), () => undo(act), 'verdict')
    }
    if (verdict === 'reject')
      setRejecting({ code: name, author: nameOf(member), words: quoted, onReject: rule })
    else rule(null)
  }
  return {
    editable,
    /** Something was, since the page was opened. */
    decided,
    rejecting,
    closeRejecting: () => setRejecting(null),
    standing,
    decide,
    nameOf,
    undo,
    redo,
  }
}

export type Verdicts = ReturnType<typeof useVerdicts>
