import { SegmentedControl } from '@mantine/core'
import { useMemo } from 'react'
import { formatNumber, formatShare } from '../../text/format.ts'
import { patterns } from '../../text/patterns.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Computed } from './Computed.tsx'
import { Figure, type Shown } from './Figure.tsx'
import type { SaturationAnswer } from './figures/answer.ts'
import { BASE, RUN } from './figures/saturation.ts'
import styles from './patterns.module.css'
import type { Sheet } from './sheet.ts'
import { figureKey, useFigure } from './useReckoner.ts'
import type { ViewProps } from './view.ts'

const text = patterns.saturation
const ORDERS = ['analysed', 'held'] as const

/** Whether conversations still bring new codes. It counts codes, not people: nothing of it is withheld. */
export const SaturationView = (props: ViewProps) => {
  const { workspace, computing, params } = props
  const order = params.get('by', ORDERS)
  const question = { kind: 'saturation', order } as const
  const figure = useFigure(workspace, computing, question)
  return (
    <>
      <div className={styles.controls}>
        <div>
          <span className={styles.controlLabel} aria-hidden>
            {patterns.saturationOrder.label}
          </span>
          <SegmentedControl
            aria-label={patterns.saturationOrder.label}
            className={styles.segments}
            value={order}
            onChange={value => params.set({ by: value === 'analysed' ? null : value })}
            data={ORDERS.map(value => ({ value, label: patterns.saturationOrder[value] }))}
          />
        </div>
      </div>
      <Computed figure={figure} at={figureKey(workspace, computing, question)}>
        {(answer, stale) => <Steps {...props} {...{ answer, order, stale }} />}
      </Computed>
    </>
  )
}

interface StepsProps extends Pick<ViewProps, 'least' | 'as' | 'onAs' | 'onOpen'> {
  answer: SaturationAnswer
  order: (typeof ORDERS)[number]
  stale: boolean
}

const Steps = ({ answer, order, stale, least, as, onAs, onOpen }: StepsProps) => {
  const shown = useMemo((): Shown => {
    const { steps, talks, waiting, share, codes } = answer
    const sheet: Sheet = {
      corner: text.conversation,
      rows: steps.map(({ talk }) => ({ id: talks[talk]!.id, name: talks[talk]!.title })),
      columns: [
        { id: 'fresh', name: text.freshColumn },
        { id: 'known', name: text.knownColumn },
        { id: 'codings', name: text.codings },
      ],
      cell: (row, column) => {
        const { fresh, known, codings, talk } = steps[row]!
        if (column > 0) {
          const value = column === 1 ? known : codings
          return { value, text: formatNumber(value) }
        }
        return {
          value: fresh.length,
          text: formatNumber(fresh.length),
          more: fresh.map(code => codes[code]).join(', '),
          behind: fresh.length > 0 ? { in: 'fresh', order, talk: talks[talk]!.id } : undefined,
        }
      },
    }
    const picture = {
      kind: 'saturation' as const,
      steps: steps.map(({ talk, fresh, known }) => ({
        name: talks[talk]!.title,
        fresh: fresh.length,
        known,
        title: text.bar(talks[talk]!.title, fresh.length, known),
      })),
      words: { fresh: text.fresh, known: `${known(steps)} ${text.known}`, axis: text.axis },
    }
    const lines = [
      text.how[order],
      share === null ? text.tooFew(BASE + RUN) : text.share(formatShare(share), RUN, BASE),
      text.caution,
      ...(waiting > 0 ? [text.waiting(waiting)] : []),
    ]
    return {
      title: text.title,
      lines,
      sheet,
      picture,
      leaving: { sheet, picture, lines },
      file: patterns.file.saturation,
      titleOf: row => text.freshIn(sheet.rows[row]!.name),
    }
  }, [answer, order])
  if (shown.sheet.rows.length === 0)
    return <EmptyState title={patterns.emptyTitle}>{patterns.emptyText}</EmptyState>
  return <Figure {...{ shown, as, onAs, onOpen, least, stale }} />
}

const known = (steps: SaturationAnswer['steps']): number => steps.at(-1)?.known ?? 0
