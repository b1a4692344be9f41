import type { Code, CodeKind, Ontology, StepInput } from '@polyphony/ontology'
import { children, emptyOntology, isLive } from '@polyphony/ontology'
import { IconBinaryTree2 } from '@tabler/icons-react'
import {
  type KeyboardEvent,
  memo,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useMyAbilities } from '../../api/session.ts'
import { useMembers } from '../../api/workspaces.ts'
import { codebook as words } from '../../text/codebook.ts'
import { codebookTree as text } from '../../text/codebookTree.ts'
import { common } from '../../text/common.ts'
import { announce } from '../../ui/announce.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PageLoading } from '../../ui/PageLoading.tsx'
import { useAtLeisure } from '../../ui/useAtLeisure.ts'
import { type BulkAct, BulkBar } from './BulkBar.tsx'
import styles from './CodebookPanel.module.css'
import { CodeDetail } from './CodeDetail.tsx'
import { type CodeDialog, CodeDialogs } from './CodeDialogs.tsx'
import { CodeMenu } from './CodeMenu.tsx'
import { CodeTree } from './CodeTree.tsx'
import { countMarks, everyCode, filterCodes } from './codeFilter.ts'
import { codeRows, type Place, type Shift, shiftPlace } from './codeTree.ts'
import type { CodeUses } from './codeUses.ts'
import { type CodebookView, keepView, readView } from './keptView.ts'
import { moveSteps } from './moveSteps.ts'
import { keepPicked, noSelection, type Selection } from './selection.ts'
import { TreeHeader } from './TreeHeader.tsx'
import { TreeTools } from './TreeTools.tsx'
import { useCodebook } from './useCodebook.ts'
import { useCodebookCommands } from './useCodebookCommands.ts'
import { useCodeUses } from './useCodeUses.ts'
import { usePreparedSearch } from './usePreparedSearch.ts'

interface CodebookPanelProps {
  workspace: string
  /** The code that is shown first. */
  initial?: string | null
}

const KINDS: CodeKind[] = ['thematic', 'structural']

/** The codebook: trees of codes with all that can be done to them, and beside them what the chosen one means. */
export const CodebookPanel = ({ workspace, initial = null }: CodebookPanelProps) => {
  const codebook = useCodebook(workspace)
  const { isPending, error, refetch } = codebook
  // A key that is being typed comes before what others change.
  const ontology = useDeferredValue(codebook.ontology ?? null, null)
  if (isPending || (!ontology && codebook.ontology)) return <PageLoading />
  if (!ontology) return <ErrorState error={error} onRetry={refetch} />
  return <Codebook workspace={workspace} initial={initial} ontology={ontology} />
}

/** Looks at every frame whether something has come to be; gives up after two seconds. */
const whenTrue = (isTrue: () => boolean): Promise<void> =>
  new Promise(resolve => {
    const until = performance.now() + 2_000
    const look = () => (isTrue() || performance.now() > until ? resolve() : void requestAnimationFrame(look))
    look()
  })

/** Made once: it is asked hundreds of thousands of times. */
const collator = new Intl.Collator()

/** How siblings stand to each other in an order that is not the codebook's own. */
const comparing = (order: CodebookView['order'], uses: ReadonlyMap<string, CodeUses> | null) => {
  if (order === 'place') return null
  const byName = (a: Code, b: Code) => collator.compare(a.name, b.name)
  if (order === 'name') return byName
  const count = (code: Code) => uses?.get(code.id)?.below[order] ?? 0
  return (a: Code, b: Code) => count(b) - count(a) || byName(a, b)
}

interface CodebookProps {
  workspace: string
  initial: string | null
  ontology: Ontology
}

const Codebook = memo(({ workspace, initial, ontology }: CodebookProps) => {
  const { data: members = [] } = useMembers(workspace)
  const { can, membership } = useMyAbilities(workspace)
  const commands = useCodebookCommands(workspace)
  const { codings, uses } = useCodeUses(workspace, ontology)
  const [filter, setFilter] = useState(everyCode)
  const [view, setView] = useState(readView)
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set())
  const [opened, setOpened] = useState<string | null>(initial)
  const [selected, setSelected] = useState<Selection>(noSelection)
  const [dialog, setDialog] = useState<CodeDialog | null>(null)
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  const side = useRef<HTMLDivElement>(null)

  const me = membership?.member ?? null
  // Typing does not wait until a large codebook has been searched.
  const asked = useDeferredValue(filter)
  const only = useMemo(() => filterCodes(ontology, asked, { me, uses }), [ontology, asked, me, uses])
  // How many there are of each is said after what is seen of a change.
  const later = useDeferredValue(useAtLeisure(ontology), emptyOntology)
  const marks = useMemo(() => {
    const counted = countMarks(later, { me, uses })
    return codings ? counted : { ...counted, unused: 0 }
  }, [later, me, uses, codings])
  const kinds = useMemo(() => {
    const there = new Set(Object.values(later.codes).map(code => code.kind))
    return KINDS.filter(kind => there.has(kind))
  }, [later])
  usePreparedSearch(ontology)
  const ordering = view.order === 'place' || view.order === 'name' ? null : uses
  const compare = useMemo(() => comparing(view.order, ordering), [view.order, ordering])
  const trees = useMemo(
    () => KINDS.map(kind => ({ kind, rows: codeRows(ontology, kind, { collapsed, only, compare }) })),
    [ontology, collapsed, only, compare],
  )
  const isThere = (id: string) => ontology.codes[id] !== undefined && isLive(ontology.codes[id])
  const selection = useMemo(() => keepPicked(selected, isThere), [selected, ontology])
  // Those who change the codebook one after the other do so to what the one before has left.
  const latest = useRef(ontology)
  latest.current = ontology
  const shifting = useRef<Promise<unknown>>(Promise.resolve())

  const mayChange = can('ontology.change')
  const mayPropose = can('ontology.propose')
  const empty = Object.keys(ontology.codes).length === 0
  const chosen = opened === null ? undefined : ontology.codes[opened]
  const picked = [...selection.picked].flatMap(id => ontology.codes[id] ?? [])
  // Once what was chosen is settled, the keyboard goes on in the tree.
  const several = picked.length > 1
  const wasSeveral = useRef(several)
  useEffect(() => {
    if (dialog !== null) return
    const at = document.activeElement
    if (
      wasSeveral.current &&
      !several &&
      (at === document.body || at?.closest('[role="dialog"], [role="toolbar"]'))
    )
      scroller?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]')?.focus({ preventScroll: true })
    wasSeveral.current = several
  }, [several, dialog, scroller])

  const open = (code: string) => {
    setOpened(code)
    // In a narrow window it stands below the tree.
    if (matchMedia('(max-width: 1000px)').matches)
      requestAnimationFrame(() => side.current?.scrollIntoView({ block: 'start' }))
  }
  const toggle = (codes: readonly string[], expanded: boolean) =>
    setCollapsed(before => {
      const next = new Set(before)
      for (const code of codes)
        if (expanded) next.delete(code)
        else next.add(code)
      return next
    })
  const openAll = useCallback((all: boolean) => {
    const { current: ontology } = latest
    setCollapsed(
      all ? new Set() : new Set(Object.keys(ontology.codes).filter(id => children(ontology, id).length > 0)),
    )
  }, [])
  const changeView = useCallback((next: CodebookView) => {
    keepView(next)
    setView(next)
  }, [])
  const create = useMemo(
    () =>
      mayPropose
        ? {
            label: mayChange ? words.newCode : words.proposeCode,
            onCreate: () =>
              setDialog({
                kind: 'create',
                parent: null,
                codeKind: filter.kind ?? 'thematic',
                name: filter.text.trim(),
              }),
          }
        : undefined,
    [mayPropose, mayChange, filter],
  )
  const closeDialog = useCallback(() => setDialog(null), [])
  const showCreated = useCallback((code: string) => {
    setFilter(everyCode)
    setOpened(code)
  }, [])
  const move = (ids: readonly string[], place: Place, kind?: string) => {
    const steps = moveSteps(latest.current, ids, place)
    const { codes } = latest.current
    const names = steps.flatMap(step => ('id' in step ? (codes[step.id]?.name ?? []) : []))
    const to = place.parent === null ? null : (codes[place.parent]?.name ?? null)
    return commands.runAll(steps, text.didMove(steps.length, to), text.moved(names, to), { kind })
  }
  const shift = (ids: readonly string[], way: Shift) => {
    if (view.order !== 'place' && (way === 'up' || way === 'down')) return announce(text.sorted)
    const step = async () => {
      const place = shiftPlace(latest.current, ids, way)
      if (!place) return announce(text.noPlace)
      if (place.parent !== null) toggle([place.parent], true)
      const { revision } = latest.current
      // The next step begins where this one has led to.
      if (await move(ids, place, 'shift')) await whenTrue(() => latest.current.revision > revision)
    }
    shifting.current = shifting.current.then(step)
  }
  const adopt = (codes: readonly Code[]) => {
    const proposed = codes.filter(code => code.status === 'proposed')
    const steps = proposed.map(({ id }): StepInput => ({ type: 'adopt', id }))
    const names = proposed.map(code => code.name)
    void commands.runAll(steps, text.didAdopt(steps.length), text.adopted(names))
  }
  const recast = (code: Code, kind: CodeKind) =>
    void commands.run({ type: 'recast', id: code.id, kind }, words.recastDone[kind](code.name))
  const recolour = (colour: string) => {
    const steps = picked.map(({ id }): StepInput => ({ type: 'recolour', id, colour }))
    const names = picked.map(code => code.name)
    void commands.runAll(steps, text.didRecolour(steps.length), text.recoloured(names))
  }
  const act = (kind: BulkAct) => setDialog({ kind, codes: [...selection.picked] })
  const onKeyDown = (event: KeyboardEvent) => {
    const { target } = event
    // A dialog's keys come this way too, and who writes takes back what was written.
    const elsewhere = !(target instanceof HTMLElement) || !event.currentTarget.contains(target)
    if (elsewhere || target.isContentEditable || target.matches('input, textarea')) return
    if (event.key !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return
    if (commands.undo()) event.preventDefault()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears a key that belongs to all that stands in it
    <div className={styles.panel} onKeyDown={onKeyDown}>
      <div className={styles.codes}>
        <TreeTools
          filter={filter}
          onFilter={setFilter}
          marks={marks}
          kinds={kinds}
          view={view}
          onView={changeView}
          onOpenAll={openAll}
          create={create}
        />
        {empty ? (
          <EmptyState icon={<IconBinaryTree2 size={24} />} title={words.emptyTitle} order={3}>
            {words.emptyText}
          </EmptyState>
        ) : (
          <div ref={setScroller} className={styles.scroller}>
            <div>
              <TreeHeader view={view} onView={changeView} />
              {trees.map(
                ({ kind, rows }) =>
                  rows.length > 0 && (
                    <section key={kind} aria-label={words.kinds[kind]}>
                      <h2 className={styles.kind}>{words.kinds[kind]}</h2>
                      <CodeTree
                        label={words.kinds[kind]}
                        ontology={ontology}
                        rows={rows}
                        uses={uses}
                        measures={view.measures}
                        opened={opened}
                        selection={selection}
                        scroller={scroller}
                        ordered={view.order === 'place'}
                        onOpen={open}
                        onSelect={setSelected}
                        onToggle={toggle}
                        {...(mayChange && {
                          edit: {
                            onMove: (ids, place) => void move(ids, place),
                            onShift: shift,
                            onRename: code => setDialog({ kind: 'rename', code }),
                            onMoveTo: codes => setDialog({ kind: 'move', codes }),
                            onRetire: codes => setDialog({ kind: 'retire', codes }),
                            menu: (ids, onClose) => (
                              <CodeMenu
                                codes={ids.flatMap(id => ontology.codes[id] ?? [])}
                                onClose={onClose}
                                onDialog={setDialog}
                                onAdopt={adopt}
                                onRecast={recast}
                              />
                            ),
                          },
                        })}
                      />
                    </section>
                  ),
              )}
              {trees.every(tree => tree.rows.length === 0) && <p className={styles.none}>{common.noMatch}</p>}
            </div>
          </div>
        )}
        {mayChange && several && (
          <div className={styles.bulk}>
            <BulkBar
              codes={picked}
              onAct={act}
              onAdopt={() => adopt(picked)}
              onRecolour={recolour}
              onClear={() => setSelected(noSelection)}
            />
          </div>
        )}
      </div>
      <div className={styles.side} ref={side}>
        {chosen && isLive(chosen) ? (
          <CodeDetail
            workspace={workspace}
            ontology={ontology}
            code={chosen}
            count={{
              own: uses.get(chosen.id)?.own.codings ?? 0,
              below: uses.get(chosen.id)?.below.codings ?? 0,
            }}
            members={members}
            editable={mayChange}
            commands={commands}
            onDialog={setDialog}
          />
        ) : (
          !empty && (
            <div className={styles.choose}>
              <p>{words.choose}</p>
              {(mayChange ? text.choices : text.choices.slice(2)).map(line => (
                <p key={line}>{line}</p>
              ))}
            </div>
          )
        )}
      </div>
      <CodeDialogs
        workspace={workspace}
        // None is open: nothing to be rendered anew when the codebook changes.
        ontology={dialog ? ontology : emptyOntology}
        dialog={dialog}
        proposing={!mayChange}
        commands={commands}
        onClose={closeDialog}
        onCreated={showCreated}
      />
    </div>
  )
})
