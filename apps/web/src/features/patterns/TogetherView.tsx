import { NumberInput, Select } from '@mantine/core'
import { useMemo } from 'react'
import { formatNumber } from '../../text/format.ts'
import { patterns } from '../../text/patterns.ts'
import { CodeChoice } from './CodeChoice.tsx'
import { Computed } from './Computed.tsx'
import { chooseRows, ORDERS, type Order, orderRows, readChoice } from './chooseRows.ts'
import { Figure, type Shown } from './Figure.tsx'
import type { TogetherAnswer } from './figures/answer.ts'
import type { Nearness } from './figures/coOccurrence.ts'
import type { Level } from './figures/facts.ts'
import { LevelControl } from './LevelControl.tsx'
import { OrderControl } from './OrderControl.tsx'
import styles from './patterns.module.css'
import { SmallCells } from './SmallCells.tsx'
import { hasShown, type Sheet, type SheetCell } from './sheet.ts'
import { figureKey, useFigure } from './useReckoner.ts'
import type { ViewProps } from './view.ts'

const text = patterns.together
const NEAR = ['overlap', 'words', 'turn', 'turns', 'seconds'] as const
const MEASURES = ['count', 'c', 'jaccard'] as const
type Measure = (typeof MEASURES)[number]
/** The picture shows no more rows than can be read. */
const MOST_DRAWN = 80

const ratio = (value: number) => value.toFixed(2)

/** Which codes stand together, as a symmetrical table. */
export const TogetherView = (props: ViewProps) => {
  const { workspace, computing, list, params, least, as, onAs, onOpen } = props
  const level = params.get<Level>('rows', ['code', 'theme'])
  const kind = params.get('near', NEAR)
  const within = params.number('within', kind === 'seconds' ? 30 : 2, 999)
  const measure = params.get('cells', MEASURES)
  const order = params.get<Order>('order', ORDERS)
  const leaving = params.get('small', ['shown', 'withheld']) === 'withheld'
  const near: Nearness =
    kind === 'turns' || kind === 'seconds' ? { kind, within } : { kind: kind as 'words' | 'overlap' | 'turn' }
  const question = { kind: 'together', level, near, least } as const
  const figure = useFigure(workspace, computing, question)
  const said = patterns.near.said[kind]
  const nearSaid = typeof said === 'string' ? said : said(within)
  return (
    <>
      <div className={styles.controls}>
        <LevelControl level={level} params={params} />
        {level === 'code' && <CodeChoice list={list} params={params} />}
        <Select
          label={patterns.near.label}
          allowDeselect={false}
          value={kind}
          onChange={value => params.set({ near: value === 'overlap' ? null : value, within: null })}
          data={NEAR.map(value => ({ value, label: patterns.near[value] }))}
        />
        {(kind === 'turns' || kind === 'seconds') && (
          <NumberInput
            label={patterns.near.within[kind]}
            min={1}
            max={999}
            allowDecimal={false}
            value={within}
            onChange={value => typeof value === 'number' && params.set({ within: String(value) })}
          />
        )}
        <Select
          label={patterns.measure.label}
          allowDeselect={false}
          value={measure}
          onChange={value => params.set({ cells: value === 'count' ? null : value })}
          data={MEASURES.map(value => ({ value, label: patterns.measure[value] }))}
        />
        <OrderControl order={order} orders={ORDERS} params={params} />
      </div>
      <SmallCells
        workspace={workspace}
        least={least}
        leaving={leaving}
        onLeaving={next => params.set({ small: next ? 'withheld' : null })}
      />
      <Computed figure={figure} at={figureKey(workspace, computing, question)}>
        {(answer, stale) => (
          <Together
            {...{ answer, level, near, nearSaid, measure, order, leaving, least, as, onAs, onOpen, stale }}
            choice={params.params.get('codes')}
          />
        )}
      </Computed>
    </>
  )
}

interface TogetherProps extends Pick<ViewProps, 'least' | 'as' | 'onAs' | 'onOpen'> {
  answer: TogetherAnswer
  level: Level
  near: Nearness
  nearSaid: string
  measure: Measure
  order: Order
  choice: string | null
  leaving: boolean
  stale: boolean
}

const Together = ({
  answer,
  level,
  near,
  nearSaid,
  measure,
  order,
  choice,
  leaving,
  least,
  as,
  onAs,
  onOpen,
  stale,
}: TogetherProps) => {
  const { rows } = answer
  const shown = useMemo((): Shown => {
    const chosen = chooseRows(rows, level === 'theme' ? { kind: 'all' } : readChoice(choice))
    const ordered = orderRows(rows, chosen, order, answer.cluster)
    const make = (leaves: boolean, most?: number) =>
      sheetOf(answer, level, near, measure, ordered.slice(0, most), leaves ? least : null)
    const drawn = (leaves: boolean) => ({
      kind: 'matrix' as const,
      sheet: make(leaves, MOST_DRAWN),
      legend: patterns.measure[measure],
      format: (value: number) => (measure === 'count' ? formatNumber(value) : ratio(value)),
    })
    const [sheet, out] = [make(leaving), make(true)]
    const lines = [
      text.how(nearSaid),
      ...(ordered.length > MOST_DRAWN && as === 'picture' ? [patterns.cut(MOST_DRAWN, ordered.length)] : []),
    ]
    const withheld = patterns.small.line(least)
    return {
      title: text.title(level),
      lines: leaving ? [...lines, withheld] : lines,
      sheet,
      picture: drawn(leaving),
      leaving: hasShown(out)
        ? { sheet: out, picture: drawn(true), lines: [...lines, withheld] }
        : patterns.small.nothingToDownload,
      file: patterns.file.together,
      titleOf: (row, column) => {
        const [a, b] = [sheet.rows[row]!.name, sheet.columns[column]!.name]
        return row === column ? a : text.behind(a, b)
      },
    }
  }, [answer, rows, level, near, nearSaid, measure, order, choice, leaving, least, as])
  return <Figure {...{ shown, as, onAs, onOpen, least, stale }} />
}

/** `least`: withhold what may not leave; null shows all. */
const sheetOf = (
  { rows, pairOf, figures, may, mayRow, passages }: TogetherAnswer,
  level: Level,
  near: Nearness,
  measure: Measure,
  ordered: readonly number[],
  least: number | null,
): Sheet => {
  const cell = (i: number, j: number): SheetCell => {
    const number = pairOf[Math.min(i, j) * rows.length + Math.max(i, j)]! - 1
    if (least !== null && !(i === j ? mayRow[i] : may[number]))
      return { value: null, text: '·', withheld: true, more: patterns.small.withheldCell(least) }
    if (i === j)
      return {
        value: null,
        text: measure === 'count' ? `(${formatNumber(passages[i]!)})` : '',
        more: text.passages(passages[i]!),
        behind:
          passages[i]! > 0 ? { in: 'together', level, near, a: rows[i]!.id, b: rows[i]!.id } : undefined,
      }
    if (number < 0) return { value: 0, text: '0' }
    const [count, c, jaccard] = figures.subarray(3 * number, 3 * number + 3) as unknown as [
      number,
      number,
      number,
    ]
    const value = { count, c, jaccard }[measure]
    const unequal = Math.max(passages[i]!, passages[j]!) >= 5 * Math.min(passages[i]!, passages[j]!)
    return {
      value,
      text: measure === 'count' ? formatNumber(value) : ratio(value),
      more: [
        text.count(count),
        text.more(ratio(c), ratio(jaccard)),
        ...(c > 1 ? [text.outOfRange] : unequal && measure === 'c' ? [text.unequal] : []),
      ].join('; '),
      behind: { in: 'together', level, near, a: rows[i]!.id, b: rows[j]!.id },
    }
  }
  const heads = ordered.map(i => rows[i]!)
  return {
    corner: patterns.level[level],
    rows: heads,
    columns: heads.map(({ id, name }) => ({ id, name })),
    cell: (row, column) => cell(ordered[row]!, ordered[column]!),
  }
}
