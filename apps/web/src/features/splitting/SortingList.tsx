import type { Conversation, Member } from '@polyphony/contract'
import { Act } from '@polyphony/document'
import { type Code, isLive, type Ontology } from '@polyphony/ontology'
import { IconListCheck } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { history as undoWords } from '../../text/history.ts'
import { splitting as text } from '../../text/splitting.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { notifyBriefly } from '../../ui/notify.ts'
import { PageLoading } from '../../ui/PageLoading.tsx'
import type { CodebookCommands } from '../codebook/useCodebookCommands.ts'
import type { Curating } from '../curating/curating.ts'
import { player } from '../findings/player.ts'
import { type KeyCommand, keyCommand } from './keyCommand.ts'
import { quoteOfRow } from './quoteOfRow.ts'
import { RetireSplit } from './RetireSplit.tsx'
import { type Assignment, livingParts, type SortingRow as Row, rulingFor } from './rowsToSort.ts'
import { SortingBar } from './SortingBar.tsx'
import { type RowActions, SortingRows } from './SortingRows.tsx'
import styles from './splitting.module.css'
import { useSortingRows } from './useSortingRows.ts'

interface SortingListProps {
  workspace: string
  ontology: Ontology
  code: Code
  conversations: readonly Conversation[]
  members: readonly Member[]
  me: string
  editable: boolean
  curating: Curating
  commands: CodebookCommands
}

/** Every excerpt of a code that is split, each to be given to one of the new codes, by several people at once. */
export const SortingList = (props: SortingListProps) => {
  const { workspace, ontology, code, members, editable, curating, commands } = props
  const client = useQueryClient()
  const view = useSortingRows(props)
  const { codings, rows, listed, blocks } = view
  const [current, setCurrent] = useState<string | null>(null)
  /** The row to go to; a new object each time, for one may go to the same row twice. */
  const [going, setGoing] = useState<{ to: string } | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())

  const targets = useMemo(
    () => livingParts(ontology, code.id).map(id => ontology.codes[id]!),
    [ontology, code.id],
  )
  const counts = useMemo(() => {
    const found = new Map<string, number>()
    for (const { codes } of rows) for (const id of codes) found.set(id, (found.get(id) ?? 0) + 1)
    return found
  }, [rows])
  const analysts = useMemo(() => {
    const coders = new Set(rows.map(({ coding }) => coding.member))
    return members.filter(({ id }) => coders.has(id))
  }, [members, rows])
  const done = rows.reduce((count, { assigned }) => count + (assigned ? 1 : 0), 0)

  const at = Math.max(
    0,
    listed.findIndex(({ key }) => key === current),
  )
  const active = listed[at]
  const standing = editable ? listed.find(({ key }) => key === current) : undefined
  const stand = standing && { conversation: standing.conversation, key: standing.key }
  useEffect(() => {
    curating.stand(
      stand?.key === undefined
        ? null
        : { conversation: stand.conversation, key: stand.key.slice(stand.conversation.length + 1) },
    )
  }, [curating, stand?.conversation, stand?.key])

  const go = (row: Row | undefined) => row && setGoing({ to: row.key })
  // Whoever comes here sorts: the keys work at once, from the first that is open.
  const begun = useRef(false)
  const first = editable && (listed.find(({ assigned }) => !assigned) ?? listed[0])
  useEffect(() => {
    if (begun.current || !first) return
    begun.current = true
    if (document.activeElement === document.body) setGoing({ to: first.key })
  }, [first])
  const labelOf = (several: readonly Row[], assignment: Assignment): string => {
    const { acts } = text
    const row = several[0]!
    const quote = () => quoteOfRow(client, workspace, blocks.get(row.excerpt), row)
    if (assignment === 'none')
      return several.length > 1 ? acts.clearSeveral(several.length) : acts.clear(quote())
    const name = ontology.codes['to' in assignment ? assignment.to : assignment.toggle]?.name ?? ''
    if (several.length > 1) return acts.assignSeveral(name, several.length)
    return 'to' in assignment ? acts.assign(name, quote()) : acts.add(name, quote())
  }
  /** The chosen rows, or the one at hand; going on to the next that is open where that is asked for. */
  const assign = (row: Row | undefined, assignment: Assignment, goOn: boolean) => {
    const several = chosen.size > 0 ? rows.filter(({ key }) => chosen.has(key)) : row ? [row] : []
    if (!editable || several.length === 0) return
    curating.rule(
      several.map(one => ({
        conversation: one.conversation,
        coding: one.coding,
        codes: rulingFor(ontology, code.id, one, assignment),
      })),
      new Act(labelOf(several, assignment), { about: several[0]!.key }),
    )
    setChosen(new Set())
    if (!goOn) return
    const ruled = new Set(several.map(({ key }) => key))
    const last = listed.findLastIndex(({ key }) => ruled.has(key))
    go(listed.find((one, index) => index > last && !one.assigned && !ruled.has(one.key)))
  }
  const step = (direction: 'undo' | 'redo') => {
    if (!editable) return
    const taken = curating.history[direction]()
    const [said, nothing] =
      direction === 'undo' ? [undoWords.undone, undoWords.nothing] : [undoWords.redone, undoWords.nothingRedo]
    notifyBriefly('history', taken ? said(taken.act?.label ?? undoWords.something) : nothing)
    go(listed.find(({ key }) => key === taken?.act?.about))
  }
  const choose = (key: string, upTo: boolean) => {
    const next = new Set(chosen)
    if (upTo) {
      const [from = 0, to = 0] = [at, listed.findIndex(row => row.key === key)].sort((a, b) => a - b)
      for (const row of listed.slice(from, to + 1)) next.add(row.key)
    } else if (!next.delete(key)) next.add(key)
    setChosen(next)
    setCurrent(key)
  }
  const play = ({ key, conversation, start, end }: Row) => {
    if (start === null || end === null) return
    if (player.playing() === key) player.stop()
    else player.play([{ id: key, conversation, start, end }])
  }

  /** Does what a key asks for; false where there was nothing to do. */
  const obey = (command: KeyCommand): boolean => {
    switch (command.do) {
      case 'assign':
      case 'add': {
        const target = targets[command.number]
        if (!target) return false
        if (command.do === 'add') assign(active, { toggle: target.id }, false)
        else assign(active, { to: target.id }, true)
        return true
      }
      case 'clear':
        assign(active, 'none', false)
        return true
      case 'next':
        go(listed[at + 1])
        return true
      case 'previous':
        go(listed[at - 1])
        return true
      case 'skip':
        go(listed.find((row, index) => index > at && !row.assigned))
        return true
      case 'choose':
        if (active && editable) choose(active.key, false)
        return true
      case 'chooseAll':
        if (editable) setChosen(new Set(listed.map(({ key }) => key)))
        return true
      case 'chooseNone':
        if (chosen.size === 0) return false
        setChosen(new Set())
        return true
      case 'play':
        if (active) play(active)
        return true
      case 'undo':
      case 'redo':
        step(command.do)
        return true
    }
  }
  const doing = useRef({ obey, assign, choose })
  doing.current = { obey, assign, choose }
  // Undo works wherever the keyboard is on this page, everything else in the list, or where nothing has the focus.
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (event.defaultPrevented || target.closest('input:not([type=checkbox]), textarea, [role=dialog]'))
        return
      const command = keyCommand(event)
      const anywhere = command?.do === 'undo' || command?.do === 'redo'
      if (!command || !(anywhere || target.closest('[data-sorting]') || target === document.body)) return
      if (doing.current.obey(command)) event.preventDefault()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
  // The same ones always: rows that did not change are not drawn again.
  const actions = useMemo(
    (): RowActions => ({
      onFocus: setCurrent,
      onChoose: (key, { shiftKey }) => doing.current.choose(key, shiftKey),
      onAssign: (row, assignment) => doing.current.assign(row, assignment, false),
    }),
    [],
  )

  if (codings.isError) return <ErrorState error={codings.error} onRetry={() => codings.refetch()} />
  if (codings.isPending) return <PageLoading />
  const open = rows.length - done
  const retire = editable && isLive(code) && (
    <RetireSplit code={code} parts={targets} open={open} commands={commands} />
  )
  if (rows.length === 0)
    return (
      <EmptyState icon={<IconListCheck size={24} />} title={text.none} actions={retire}>
        {text.noneText(code.name)}
      </EmptyState>
    )
  return (
    <div>
      <SortingBar
        ontology={ontology}
        code={code}
        targets={targets}
        counts={counts}
        done={done}
        all={rows.length}
        shown={view.shown}
        analyst={view.analyst}
        analysts={analysts}
        chosen={chosen.size}
        justDone={view.shown === 'open' ? listed.filter(({ assigned }) => assigned).length : 0}
        curating={curating}
        editable={editable}
        onShown={view.show}
        onAnalyst={view.setAnalyst}
        onAssign={to => assign(active, { to }, true)}
        onClear={() => setChosen(new Set())}
        onUndo={() => step('undo')}
        onRedo={() => step('redo')}
        onHide={view.hideDone}
        onGo={key => go(listed.find(row => row.key === key))}
      />
      {editable && (
        <div className={styles.finish} data-done={(retire && open === 0) || undefined}>
          {retire && open === 0 ? (
            <p role="status">{text.allDoneText(rows.length, code.name)}</p>
          ) : (
            <p className={styles.keys}>{text.keys}</p>
          )}
          {retire}
        </div>
      )}
      {listed.length === 0 && (
        <p className={styles.noneShown}>
          {open === 0 && view.shown === 'open' ? text.allDone : text.noneShown}
        </p>
      )}
      <SortingRows
        {...props}
        targets={targets}
        listed={listed}
        blocks={blocks}
        chosen={chosen}
        active={active?.key ?? null}
        going={going}
        onGone={setCurrent}
        actions={actions}
      />
    </div>
  )
}
