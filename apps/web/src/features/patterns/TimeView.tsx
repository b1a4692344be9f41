import { Select } from '@mantine/core'
import { IconUsersGroup } from '@tabler/icons-react'
import { useMemo } from 'react'
import { formatNumber, formatTime } from '../../text/format.ts'
import { patterns } from '../../text/patterns.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { CodeChoice } from './CodeChoice.tsx'
import { Computed } from './Computed.tsx'
import { chooseRows, type Order, orderRows, readChoice } from './chooseRows.ts'
import type { StretchRow } from './drawing/layStretches.ts'
import { Figure, type Shown } from './Figure.tsx'
import type { Behind, SpreadAnswer, StretchesAnswer } from './figures/answer.ts'
import type { Level } from './figures/facts.ts'
import { POSITIONS } from './figures/spread.ts'
import type { Stretch } from './figures/stretches.ts'
import { LevelControl } from './LevelControl.tsx'
import { OrderControl } from './OrderControl.tsx'
import styles from './patterns.module.css'
import { SmallCells } from './SmallCells.tsx'
import { hasShown, type Sheet, type SheetCell } from './sheet.ts'
import { figureKey, useFigure } from './useReckoner.ts'
import type { ViewProps } from './view.ts'

const text = patterns.overTime
const SHOWS = ['all', 'conversation', 'code'] as const
const SORTS = ['tree', 'count', 'name'] as const
type Figured = Pick<ViewProps, 'least' | 'as' | 'onAs' | 'onOpen'>

/** Where in conversations codes are heard: all laid over each other, one by itself, or one code through all. */
export const TimeView = (
  props: ViewProps & { everything: boolean; onEverything: (all: boolean) => void },
) => {
  const { workspace, list, conversations, params, least, everything, onEverything } = props
  const level = params.get<Level>('rows', ['code', 'theme'])
  const show = params.get('show', SHOWS)
  const order = params.get<Order>('order', SORTS)
  const talks = conversations.map(({ id, title }) => ({ value: id, label: title }))
  const rows = (level === 'code' ? list.codes : list.themes).map(({ id, name }) => ({
    value: id,
    label: name,
  }))
  const talk = talks.find(({ value }) => value === params.params.get('conversation')) ?? talks[0]
  const row = rows.find(({ value }) => value === params.params.get('code')) ?? rows[0]
  return (
    <>
      <div className={styles.controls}>
        <Select
          label={patterns.time.label}
          allowDeselect={false}
          value={show}
          onChange={value => params.set({ show: value === 'all' ? null : value })}
          data={SHOWS.map(value => ({ value, label: patterns.time[value] }))}
          miw={250}
        />
        <LevelControl level={level} params={params} />
        {show === 'conversation' && (
          <Select
            label={patterns.time.choose.conversation}
            searchable
            allowDeselect={false}
            value={talk?.value ?? null}
            onChange={value => params.set({ conversation: value })}
            data={talks}
          />
        )}
        {show === 'code' ? (
          <Select
            label={patterns.time.choose.code}
            searchable
            limit={100}
            allowDeselect={false}
            value={row?.value ?? null}
            onChange={value => params.set({ code: value })}
            data={rows}
          />
        ) : (
          level === 'code' && <CodeChoice list={list} params={params} />
        )}
        {show !== 'code' && <OrderControl order={order} orders={SORTS} params={params} />}
      </div>
      {show === 'all' && (
        <>
          <SmallCells
            workspace={workspace}
            least={least}
            leaving={!everything}
            onLeaving={next => onEverything(!next)}
          />
          <Positions {...props} level={level} order={order} />
        </>
      )}
      {show === 'conversation' && talk && (
        <Stretches {...props} level={level} order={order} talk={talk.value} name={talk.label} />
      )}
      {show === 'code' && row && (
        <Stretches {...props} level={level} order={order} row={row.value} name={row.label} />
      )}
    </>
  )
}

const Positions = (props: ViewProps & { level: Level; order: Order; everything: boolean }) => {
  const { workspace, computing, level, order, params, least, everything } = props
  const question = { kind: 'spread', about: 'ideas', level, by: 'position', least } as const
  const figure = useFigure(workspace, computing, question)
  return (
    <Computed figure={figure} at={figureKey(workspace, computing, question)}>
      {(answer, stale) => (
        <PositionFigure
          {...props}
          {...{ answer, level, order, stale, everything }}
          choice={params.params.get('codes')}
        />
      )}
    </Computed>
  )
}

interface PositionProps extends Figured {
  answer: SpreadAnswer
  level: Level
  order: Order
  choice: string | null
  stale: boolean
  everything: boolean
}

const PositionFigure = (props: PositionProps) => {
  const { answer, level, order, choice, stale, everything, least, as, onAs, onOpen } = props
  const shown = useMemo((): Shown => {
    const chosen = chooseRows(answer.rows, level === 'theme' ? { kind: 'all' } : readChoice(choice))
    const ordered = orderRows(answer.rows, chosen, order)
    const make = (leaving: boolean): Sheet => ({
      corner: patterns.level[level],
      rows: ordered.map(i => answer.rows[i]!),
      columns: tenths,
      cell: (row, column): SheetCell => {
        const i = ordered[row]!
        const { count, may } = answer.cells[i]![column]!
        if (leaving && !may)
          return { value: null, text: '·', withheld: true, more: patterns.small.withheldCell(least) }
        return {
          value: count,
          text: formatNumber(count),
          behind:
            count > 0
              ? { in: 'spread', about: 'ideas', level, by: 'position', row: answer.rows[i]!.id, column }
              : undefined,
        }
      },
    })
    const picture = (sheet: Sheet) => ({
      kind: 'matrix' as const,
      sheet,
      legend: patterns.measure.codings,
      format: formatNumber,
    })
    const [sheet, out] = [make(!everything), make(true)]
    const withheld = patterns.small.line(least)
    return {
      title: text.title,
      lines: everything ? [text.how] : [text.how, withheld],
      sheet,
      picture: picture(sheet),
      leaving: hasShown(out)
        ? { sheet: out, picture: picture(out), lines: [text.how, withheld] }
        : patterns.small.nothingToDownload,
      file: patterns.file.time,
      titleOf: (row, column) => patterns.spread.behind(sheet.rows[row]!.name, sheet.columns[column]!.name),
    }
  }, [answer, level, order, choice, everything, least])
  if (!everything && typeof shown.leaving === 'string')
    return (
      <EmptyState icon={<IconUsersGroup size={24} />} title={patterns.small.nothingTitle(least)}>
        {patterns.small.nothingText}
      </EmptyState>
    )
  return <Figure {...{ shown, as, onAs, onOpen, least, stale }} />
}

const tenths = Array.from({ length: POSITIONS }, (_, i) => ({
  id: String(i),
  name: patterns.time.part(i * 10, i * 10 + 10),
}))

interface StretchesProps extends ViewProps {
  level: Level
  order: Order
  /** One conversation, or one row. */
  talk?: string
  row?: string
  name: string
}

const Stretches = (props: StretchesProps) => {
  const { workspace, computing, level, order, talk, row, params } = props
  const question = { kind: 'stretches', level, talk, row } as const
  const figure = useFigure(workspace, computing, question)
  return (
    <Computed figure={figure} at={figureKey(workspace, computing, question)}>
      {(answer, stale) => (
        <StretchFigure {...props} {...{ answer, order, stale }} choice={params.params.get('codes')} />
      )}
    </Computed>
  )
}

const StretchFigure = (
  props: StretchesProps & { answer: StretchesAnswer; choice: string | null; stale: boolean },
) => {
  const { answer, level, order, talk, row, name, choice, stale, least, as, onAs, onOpen } = props
  const { shown, behindKey } = useMemo(() => {
    const lines: { id: string; name: string; colour?: string; stretches: Stretch[]; behind: Behind }[] = []
    if (talk !== undefined) {
      const present = new Set(answer.stretches.map(one => one.row))
      const chosen = chooseRows(answer.rows, level === 'theme' ? { kind: 'all' } : readChoice(choice))
      for (const i of orderRows(answer.rows, chosen, order)) {
        const { id, name: label, colour } = answer.rows[i]!
        if (present.has(i))
          lines.push({
            id,
            name: label,
            colour,
            stretches: answer.stretches.filter(one => one.row === i),
            behind: { in: 'talk', level, row: id, talk },
          })
      }
    } else
      for (const [i, one] of answer.talks.entries()) {
        const here = answer.stretches.filter(stretch => stretch.talk === i)
        if (here.length > 0)
          lines.push({
            id: one.id,
            name: one.title,
            stretches: here,
            behind: { in: 'talk', level, row: row!, talk: one.id },
          })
      }
    const duration = answer.talks.find(({ id }) => id === talk)?.duration ?? null
    const inSeconds =
      talk !== undefined &&
      duration !== null &&
      lines.every(({ stretches }) => stretches.every(({ start, end }) => start !== null && end !== null))
    const sheet: Sheet = {
      corner: talk === undefined ? patterns.saturation.conversation : patterns.level[level],
      rows: lines,
      columns: tenths,
      cell: (line, tenth) => {
        const { stretches, behind } = lines[line]!
        const count = stretches.filter(
          ({ from }) => Math.min(POSITIONS - 1, Math.floor(from * POSITIONS)) === tenth,
        ).length
        return { value: count, text: formatNumber(count), behind: count > 0 ? behind : undefined }
      },
    }
    const drawn: StretchRow[] = lines.map(({ name: label, stretches }, i) => ({
      name: label,
      stretches: stretches.map(stretch => ({
        from: inSeconds ? stretch.start! / 60 : stretch.from * 100,
        to: inSeconds ? stretch.end! / 60 : stretch.to * 100,
        title:
          stretch.start === null
            ? label
            : `${label}, ${text.at(formatTime(stretch.start), formatTime(stretch.end ?? stretch.start))}`,
        key: String(i),
      })),
    }))
    const shown: Shown = {
      title: text.titleOf(name),
      lines: [text.howOne, ...(talk !== undefined && !inSeconds ? [text.noTimes] : [])],
      sheet,
      picture: {
        kind: 'stretches',
        rows: drawn,
        axis: {
          label: inSeconds ? patterns.time.minutes : patterns.time.share,
          end: inSeconds ? Math.max(1 / 60, duration! / 60) : 100,
          format: value => (inSeconds ? formatNumber(value) : `${value} %`),
        },
      },
      leaving: patterns.small.passagesStay,
      file: patterns.file.time,
      titleOf: line => patterns.spread.behind(lines[line]!.name, name),
    }
    const behindKey = (key: string) => {
      const line = lines[Number(key)]
      if (line) onOpen({ of: line.behind, title: patterns.spread.behind(line.name, name) })
    }
    return { shown, behindKey }
  }, [answer, level, order, talk, row, name, choice, onOpen])
  if (shown.sheet.rows.length === 0)
    return <EmptyState title={patterns.emptyTitle}>{patterns.emptyText}</EmptyState>
  return <Figure {...{ shown, as, onAs, onOpen, least, stale }} onKey={behindKey} />
}
