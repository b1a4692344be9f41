import { Button, Menu, SegmentedControl, Title } from '@mantine/core'
import { IconDownload, IconPhoto, IconTable } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import { whenDone } from '../../api/whenDone.ts'
import { patterns as text } from '../../text/patterns.ts'
import { saveFile } from '../../ui/saveFile.ts'
import type { Opened } from './Behind.tsx'
import { CellGrid } from './CellGrid.tsx'
import type { Picture } from './drawing/drawings.ts'
import { INKS } from './drawing/inks.ts'
import { PictureView } from './PictureView.tsx'
import styles from './patterns.module.css'
import { type Sheet, sheetCsv } from './sheet.ts'

/** A figure as its view has computed it. */
export interface Shown {
  title: string
  /** How it was counted, and what is left out: below it, and in the file. */
  lines: string[]
  sheet: Sheet
  picture: Picture
  /** As it leaves; a sentence where it does not. */
  leaving: { sheet: Sheet; picture: Picture; lines: string[] } | string
  /** Of the files, without an ending. */
  file: string
  titleOf: (row: number, column: number) => string
}

interface FigureProps {
  shown: Shown
  as: 'picture' | 'table'
  onAs: (as: 'picture' | 'table') => void
  onOpen: (opened: Opened) => void
  onKey?: (key: string) => void
  /** Of the numbers that may not leave, for the file. */
  least: number
  /** What is computed is of an earlier question. */
  stale: boolean
  children?: ReactNode
}

/** A figure with its title: as a picture or as a table, and as files. */
export const Figure = ({ shown, as, onAs, onOpen, onKey, least, stale, children }: FigureProps) => {
  const id = useId()
  const { sheet, leaving, titleOf } = shown
  const open = (row: number, column: number) => {
    const of = sheet.cell(row, column).behind
    if (of) onOpen({ of, title: titleOf(row, column) })
  }
  const saveCsv = () => {
    if (typeof leaving === 'string') return
    saveFile(
      `${shown.file}.csv`,
      'text/csv;charset=utf-8',
      sheetCsv(leaving.sheet, text.small.withheld(least)),
    )
  }
  const saveSvg = async () => {
    if (typeof leaving === 'string') return
    const { composePicture, drawPicture } = await import('./drawing/drawings.ts')
    const { svg, legend } = drawPicture(leaving.picture, INKS.light)
    const words = { title: shown.title, lines: leaving.lines }
    saveFile(`${shown.file}.svg`, 'image/svg+xml', composePicture(svg, legend, words, INKS.light))
  }
  const stays = typeof leaving === 'string' ? leaving : null
  return (
    <section className={styles.figure} aria-labelledby={id} data-stale={stale || undefined} aria-busy={stale}>
      <div className={styles.figureHead}>
        <Title order={2} id={id}>
          {shown.title}
        </Title>
        <div className={styles.figureTools}>
          <SegmentedControl
            size="xs"
            className={styles.segments}
            aria-label={text.show.label}
            value={as}
            onChange={value => onAs(value as 'picture' | 'table')}
            data={[
              { value: 'picture', label: text.show.picture },
              { value: 'table', label: text.show.table },
            ]}
          />
          <Menu>
            <Menu.Target>
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconDownload size={14} aria-hidden />}
              >
                {text.downloads}
              </Button>
            </Menu.Target>
            <Menu.Dropdown maw={300}>
              {stays !== null ? (
                <Menu.Item disabled className={styles.stays}>
                  {stays}
                </Menu.Item>
              ) : (
                <>
                  <Menu.Item
                    leftSection={<IconPhoto size={15} aria-hidden />}
                    onClick={() => whenDone(saveSvg(), () => {})}
                  >
                    {text.svg}
                  </Menu.Item>
                  <Menu.Item leftSection={<IconTable size={15} aria-hidden />} onClick={saveCsv}>
                    {text.csv}
                  </Menu.Item>
                </>
              )}
            </Menu.Dropdown>
          </Menu>
        </div>
      </div>
      {children}
      {as === 'picture' ? (
        <PictureView label={shown.title} picture={shown.picture} onCell={open} onKey={onKey} />
      ) : (
        <CellGrid
          label={shown.title}
          sheet={sheet}
          titleOf={titleOf}
          onOpen={(of, title) => onOpen({ of, title })}
        />
      )}
      {shown.lines.map(line => (
        <p key={line} className={styles.soft}>
          {line}
        </p>
      ))}
    </section>
  )
}
