import { Select } from '@mantine/core'
import { IconUsersGroup } from '@tabler/icons-react'
import { useMemo } from 'react'
import { formatNumber, formatShare } from '../../text/format.ts'
import { patterns } from '../../text/patterns.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { CodeChoice } from './CodeChoice.tsx'
import { Computed } from './Computed.tsx'
import { chooseRows, type Order, orderRows, readChoice } from './chooseRows.ts'
import { Figure, type Shown } from './Figure.tsx'
import type { Figure as Cell, SpreadAnswer } from './figures/answer.ts'
import { LevelControl, type RowKind } from './LevelControl.tsx'
import { OrderControl } from './OrderControl.tsx'
import styles from './patterns.module.css'
import { SmallCells } from './SmallCells.tsx'
import type { Sheet, SheetCell } from './sheet.ts'
import { figureKey, useFigure } from './useReckoner.ts'
import type { ViewProps } from './view.ts'

const text = patterns.spread
const BY = ['group', 'conversation', 'speaker'] as const
type By = (typeof BY)[number]
const MEASURES = ['count', 'shareOfCodings', 'shareOfWords'] as const
type Measure = (typeof MEASURES)[number]
const SORTS = ['tree', 'count', 'name'] as const
const MOST_DRAWN = 80

/** What is asked of whoever computes, for rows of a kind. */
const askedOf = (kind: RowKind) =>
  kind === 'section'
    ? ({ about: 'guide', level: 'code' } as const)
    : ({ about: 'ideas', level: kind } as const)

/** How codes are spread over groups, conversations and speakers. */
export const SpreadView = (
  props: ViewProps & { everything: boolean; onEverything: (all: boolean) => void },
) => {
  const { workspace, computing, list, guide, groups, params, least, as, onAs, onOpen } = props
  const { everything, onEverything } = props
  const hasSections = guide.codes.length > 0
  const level = params.get<RowKind>('rows', hasSections ? ['code', 'theme', 'section'] : ['code', 'theme'])
  const by = params.get<By>('by', BY)
  const measure = params.get<Measure>('cells', MEASURES)
  const order = params.get<Order>('order', SORTS)
  const question = { kind: 'spread', ...askedOf(level), by, least } as const
  const figure = useFigure(workspace, computing, question)
  return (
    <>
      <div className={styles.controls}>
        <Select
          label={patterns.by.label}
          allowDeselect={false}
          value={by}
          onChange={value => params.set({ by: value === 'group' ? null : value })}
          data={BY.map(value => ({ value, label: patterns.by[value] }))}
        />
        <LevelControl level={level} sections={hasSections} params={params} />
        {level === 'code' && <CodeChoice list={list} params={params} />}
        <Select
          label={patterns.measure.label}
          allowDeselect={false}
          value={measure}
          onChange={value => params.set({ cells: value === 'count' ? null : value })}
          data={MEASURES.map(value => ({
            value,
            label: value === 'count' ? patterns.measure.codings : patterns.measure[value],
          }))}
        />
        <OrderControl order={order} orders={SORTS} params={params} />
      </div>
      <SmallCells
        workspace={workspace}
        least={least}
        leaving={!everything}
        onLeaving={next => onEverything(!next)}
      />
      <Computed figure={figure} at={figureKey(workspace, computing, question)}>
        {(answer, stale) => (
          <Across
            {...{ answer, level, by, measure, order, groups, least, as, onAs, onOpen, stale, everything }}
            choice={params.params.get('codes')}
          />
        )}
      </Computed>
    </>
  )
}

interface AcrossProps extends Pick<ViewProps, 'least' | 'as' | 'onAs' | 'onOpen' | 'groups'> {
  answer: SpreadAnswer
  level: RowKind
  by: By
  measure: Measure
  order: Order
  choice: string | null
  stale: boolean
  everything: boolean
}

const Across = (props: AcrossProps) => {
  const { answer, level, by, measure, order, choice, groups, least, as, onAs, onOpen, stale, everything } =
    props
  const { shown, leaves } = useMemo(() => {
    const { rows, columns } = answer
    const chosen = chooseRows(rows, level === 'code' ? readChoice(choice) : { kind: 'all' })
    const ordered = orderRows(rows, chosen, order)
    const make = (leaving: boolean, totals: boolean, most?: number) =>
      sheetOf(answer, { level, by, measure, groups, leaving, totals, least }, ordered.slice(0, most))
    const drawn = (leaving: boolean) => ({
      kind: 'matrix' as const,
      sheet: make(leaving, false, MOST_DRAWN),
      legend: measure === 'count' ? patterns.measure.codings : patterns.measure[measure],
      format: (value: number) => (measure === 'count' ? formatNumber(value) : formatShare(value)),
    })
    const leaves = columns.some(({ may }) => may)
    const out = columns.filter(({ may }) => !may).length
    const lines = (leaving: boolean) => [
      text.how[measure],
      ...(ordered.length > MOST_DRAWN && as === 'picture' ? [patterns.cut(MOST_DRAWN, ordered.length)] : []),
      ...(leaving
        ? [
            patterns.small.line(least),
            ...(out > 0
              ? [patterns.small.columns(out, patterns.by.one[by], patterns.by[by].toLowerCase(), least)]
              : []),
          ]
        : []),
    ]
    const sheet = make(!everything, as === 'table')
    const shown: Shown = {
      title: text.title(level, by),
      lines: lines(!everything),
      sheet,
      picture: drawn(!everything),
      leaving: leaves
        ? { sheet: make(true, true), picture: drawn(true), lines: lines(true) }
        : by === 'speaker'
          ? patterns.small.speakersText
          : patterns.small.nothingToDownload,
      file: patterns.file.spread(by),
      titleOf: (row, column) => text.behind(sheet.rows[row]!.name, sheet.columns[column]!.name),
    }
    return { shown, leaves }
  }, [answer, level, by, measure, order, choice, groups, least, as, everything])
  if (!everything && !leaves)
    return (
      <EmptyState
        icon={<IconUsersGroup size={24} />}
        title={by === 'speaker' ? patterns.small.speakersTitle : patterns.small.nothingTitle(least)}
      >
        {by === 'speaker' ? patterns.small.speakersText : patterns.small.nothingText}
      </EmptyState>
    )
  return <Figure {...{ shown, as, onAs, onOpen, least, stale }} />
}

interface How {
  level: RowKind
  by: By
  measure: Measure
  groups: ReadonlyMap<string, string>
  leaving: boolean
  totals: boolean
  least: number
}

const sheetOf = (answer: SpreadAnswer, how: How, ordered: readonly number[]): Sheet => {
  const { level, by, measure, groups, leaving, totals, least } = how
  const { rows, columns, cells, sums, all } = answer
  const characters = columns.reduce((sum, column) => sum + column.characters, 0)
  const cell = (
    figure: Cell,
    whole: { codings: Cell; characters: number },
    behind: SheetCell['behind'],
  ): SheetCell => {
    const may = figure.may && (measure !== 'shareOfCodings' || whole.codings.may)
    if (leaving && !may)
      return { value: null, text: '·', withheld: true, more: patterns.small.withheldCell(least) }
    const value =
      measure === 'count'
        ? figure.count
        : measure === 'shareOfCodings'
          ? figure.count / Math.max(1, whole.codings.count)
          : figure.characters / Math.max(1, whole.characters)
    return {
      value,
      text: measure === 'count' ? formatNumber(value) : formatShare(value),
      behind: figure.count > 0 ? behind : undefined,
    }
  }
  const nameOf = (j: number): string =>
    by === 'group'
      ? columns[j]!.id === null
        ? text.noGroup
        : (groups.get(columns[j]!.id) ?? '')
      : columns[j]!.name
  const shown = [...columns.keys()].filter(j => !leaving || columns[j]!.may)
  if (by === 'group')
    shown.sort(
      (x, y) =>
        Number(columns[x]!.id === null) - Number(columns[y]!.id === null) ||
        nameOf(x).localeCompare(nameOf(y)),
    )
  const hintOf = (j: number): string =>
    by === 'speaker' ? (columns[j]!.people === 0 ? text.facilitator : '') : text.people(columns[j]!.people)
  const withSums = totals && measure === 'count'
  return {
    corner: patterns.level[level],
    rows: [
      ...ordered.map(i => rows[i]!),
      ...(withSums ? [{ id: 'all', name: level === 'section' ? text.allSections : text.allCodes }] : []),
    ],
    columns: [
      ...shown.map(j => ({ id: columns[j]!.id ?? 'none', name: nameOf(j), hint: hintOf(j) })),
      ...(totals ? [{ id: 'all', name: text.all }] : []),
    ],
    cell: (row, column) => {
      const j = shown[column] ?? null
      const codings = j === null ? all : answer.totals[j]!
      const whole = { codings, characters: j === null ? characters : columns[j]!.characters }
      const i = ordered[row]
      if (i === undefined) return cell(codings, whole, undefined)
      const figure = j === null ? sums[i]! : cells[i]![j]!
      return cell(figure, whole, { in: 'spread', ...askedOf(level), by, row: rows[i]!.id, column: j })
    },
  }
}
