import { Button, SegmentedControl } from '@mantine/core'
import type { CodingRecord } from '@polyphony/contract'
import { isLive, type Ontology } from '@polyphony/ontology'
import { IconCopyCheck } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useDistinctCodes, useSetDistinctCodes } from '../../api/distinctCodes.ts'
import { useMyAbilities } from '../../api/session.ts'
import { whenDone } from '../../api/whenDone.ts'
import { useEverybody } from '../../api/workspaces.ts'
import { codebook } from '../../text/codebook.ts'
import { duplicates as text } from '../../text/duplicates.ts'
import { formatDay } from '../../text/format.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { notifyDone, notifyUndo } from '../../ui/notify.ts'
import { PageLoading } from '../../ui/PageLoading.tsx'
import { type CodeDialog, CodeDialogs } from './CodeDialogs.tsx'
import { DuplicatePair } from './DuplicatePair.tsx'
import styles from './Duplicates.module.css'
import type { SuggestedPair } from './duplicates.worker.ts'
import { useCodebookCommands } from './useCodebookCommands.ts'
import { useCodeUses } from './useCodeUses.ts'
import { useDuplicates } from './useDuplicates.ts'

/** So many are looked at; more come as these are settled. */
const SHOWN = 100

// Without codings names can be compared all the same.
const none: readonly CodingRecord[] = []

type Sort = 'all' | 'name' | 'passages'

const isOfSort = ({ reasons }: SuggestedPair, sort: Sort): boolean =>
  sort === 'all' || reasons.some(({ kind }) => (kind === 'shared-excerpts') === (sort === 'passages'))

const keyOf = ({ a, b }: { a: string; b: string }): string => (a < b ? `${a} ${b}` : `${b} ${a}`)

/** Pairs of codes that look like one: looked at side by side, merged, or called different for all leads. */
export const Duplicates = ({ workspace, ontology }: { workspace: string; ontology: Ontology }) => {
  const { codings, uses, isError } = useCodeUses(workspace, ontology)
  const distinctCodes = useDistinctCodes(workspace)
  const distinct = distinctCodes.data
  const { mutateAsync: setDistinct } = useSetDistinctCodes(workspace)
  const { data: people } = useEverybody(workspace)
  const { can } = useMyAbilities(workspace)
  const commands = useCodebookCommands(workspace)
  const [sort, setSort] = useState<Sort>('all')
  const [dialog, setDialog] = useState<CodeDialog | null>(null)
  const list = useRef<HTMLUListElement>(null)
  /** The pair that was settled, and its place. */
  const [goOn, setGoOn] = useState<{ pair: string; at: number } | null>(null)
  const merging = useRef<typeof goOn>(null)
  const settled = useMemo(() => new Set((distinct ?? []).map(keyOf)), [distinct])
  // Those called different are left out here, so more than are shown must be known.
  const { pairs, failed } = useDuplicates(
    ontology,
    codings ?? (isError ? none : undefined),
    SHOWN + settled.size + 50,
  )

  const code = (id: string) => {
    const found = ontology.codes[id]
    return found && isLive(found) ? found : null
  }
  const open = (pairs ?? []).flatMap(pair => {
    const [a, b] = [code(pair.a), code(pair.b)]
    return a && b && !settled.has(keyOf(pair)) && isOfSort(pair, sort) ? [{ ...pair, a, b }] : []
  })
  const isOpen = open.some(({ a, b }) => keyOf({ a: a.id, b: b.id }) === goOn?.pair)
  // Whoever settles a pair goes on with the one that takes its place.
  useEffect(() => {
    if (goOn === null || dialog !== null || isOpen) return
    const items = list.current?.querySelectorAll<HTMLElement>('article')
    items?.[Math.min(goOn.at, items.length - 1)]?.focus()
    setGoOn(null)
  }, [goOn, dialog, isOpen])

  if (failed) return <p role="alert">{text.failed}</p>
  if (distinctCodes.isError)
    return <ErrorState error={distinctCodes.error} onRetry={() => distinctCodes.refetch()} />
  if (!pairs || !distinct) return <PageLoading label={text.looking} />

  const callDifferent = (at: number, a: { id: string; name: string }, b: { id: string; name: string }) => {
    const pair = { a: a.id, b: b.id }
    whenDone(setDistinct({ ...pair, distinct: true }), () => {
      setGoOn({ pair: keyOf(pair), at })
      notifyUndo(text.calledDifferent(a.name, b.name), () =>
        whenDone(setDistinct({ ...pair, distinct: false }), () => notifyDone(text.suggestedAgain)),
      )
    })
  }
  const known = distinct.flatMap(pair => {
    const [a, b] = [code(pair.a), code(pair.b)]
    return a && b ? [{ ...pair, a, b }] : []
  })
  const mayDecide = can('ontology.change')
  return (
    <div className={styles.page}>
      <div className={styles.tools}>
        <SegmentedControl
          aria-label={text.show}
          data={(['all', 'name', 'passages'] as const).map(value => ({ value, label: text.sorts[value] }))}
          value={sort}
          onChange={value => setSort(value as Sort)}
        />
        <span role="status" className={styles.soft}>
          {text.pairs(Math.min(open.length, SHOWN))}
        </span>
      </div>
      {open.length === 0 ? (
        <EmptyState icon={<IconCopyCheck size={24} />} title={text.noneTitle} order={2}>
          {text.noneText}
        </EmptyState>
      ) : (
        <ul className={styles.list} ref={list}>
          {open.slice(0, SHOWN).map(({ a, b, reasons }, at) => (
            <li key={keyOf({ a: a.id, b: b.id })}>
              <DuplicatePair
                workspace={workspace}
                ontology={ontology}
                a={a}
                b={b}
                reasons={reasons}
                uses={uses}
                decide={
                  mayDecide
                    ? {
                        onMerge: () => {
                          merging.current = { pair: keyOf({ a: a.id, b: b.id }), at }
                          setDialog({
                            kind: 'merge',
                            codes: [a.id, b.id],
                            reason: reasons.map(reason => text.reason(reason, a.name, b.name)).join(' '),
                          })
                        },
                        onDifferent: () => callDifferent(at, a, b),
                      }
                    : undefined
                }
              />
            </li>
          ))}
        </ul>
      )}
      {open.length > SHOWN && <p className={styles.soft}>{text.most(SHOWN)}</p>}
      {known.length > 0 && (
        <details className={styles.settled}>
          <summary>{text.settled(known.length)}</summary>
          <ul>
            {known.map(({ a, b, by, at }) => (
              <li key={keyOf({ a: a.id, b: b.id })}>
                <span>
                  {text.pair(a.name, b.name)}{' '}
                  <span className={styles.soft}>
                    {text.by(people?.find(one => one.id === by)?.name ?? codebook.somebody, formatDay(at))}
                  </span>
                </span>
                {mayDecide && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={text.againLabel(a.name, b.name)}
                    onClick={() =>
                      whenDone(setDistinct({ a: a.id, b: b.id, distinct: false }), () =>
                        notifyDone(text.suggestedAgain),
                      )
                    }
                  >
                    {text.again}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
      <CodeDialogs
        workspace={workspace}
        ontology={ontology}
        dialog={dialog}
        proposing={false}
        commands={commands}
        onClose={() => setDialog(null)}
        onCreated={() => setGoOn(merging.current)}
      />
    </div>
  )
}
