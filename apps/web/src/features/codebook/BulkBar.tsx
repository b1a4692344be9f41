import { ActionIcon, Button, ColorSwatch, Popover, Tooltip } from '@mantine/core'
import type { Code } from '@polyphony/ontology'
import {
  IconArchive,
  IconArrowMerge,
  IconCheck,
  IconCornerDownRight,
  IconFolderPlus,
  IconPalette,
  IconX,
} from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { codebookTree as text } from '../../text/codebookTree.ts'
import styles from './BulkBar.module.css'
import { SWATCHES } from './swatches.ts'

export type BulkAct = 'merge' | 'move' | 'group' | 'reject' | 'retire'

interface BulkBarProps {
  codes: readonly Code[]
  onAct: (act: BulkAct) => void
  onAdopt: () => void
  onRecolour: (colour: string) => void
  onClear: () => void
}

/** What can be done with several codes at once. */
export const BulkBar = ({ codes, onAct, onAdopt, onRecolour, onClear }: BulkBarProps) => {
  const [colours, setColours] = useState(false)
  const proposed = codes.some(code => code.status === 'proposed')
  const oneKind = codes.every(code => code.kind === codes[0]?.kind)
  const button = (label: string, icon: ReactNode, act: () => void, disabled = false) => (
    <Button
      size="compact-sm"
      variant="default"
      className={styles.act}
      leftSection={icon}
      disabled={disabled}
      onClick={act}
    >
      {label}
    </Button>
  )
  return (
    <div role="toolbar" aria-label={text.bar} className={styles.bar}>
      <div className={styles.head}>
        <strong>{text.picked(codes.length)}</strong>
        <Tooltip label={text.clear}>
          <ActionIcon size="sm" aria-label={text.clear} onClick={onClear}>
            <IconX size={15} />
          </ActionIcon>
        </Tooltip>
      </div>
      <div className={styles.acts}>
        {button(text.merge, <IconArrowMerge size={15} aria-hidden />, () => onAct('merge'), !oneKind)}
        {button(text.moveTo, <IconCornerDownRight size={15} aria-hidden />, () => onAct('move'), !oneKind)}
        {button(text.group, <IconFolderPlus size={15} aria-hidden />, () => onAct('group'), !oneKind)}
        {proposed && button(text.adopt, <IconCheck size={15} aria-hidden />, onAdopt)}
        {proposed && button(text.reject, <IconX size={15} aria-hidden />, () => onAct('reject'))}
        <Popover opened={colours} onChange={setColours} trapFocus position="top" withArrow>
          <Popover.Target>
            <Button
              size="compact-sm"
              variant="default"
              className={styles.act}
              leftSection={<IconPalette size={15} aria-hidden />}
              aria-expanded={colours}
              onClick={() => setColours(!colours)}
            >
              {text.recolour}
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            <div className={styles.swatches}>
              {SWATCHES.map(colour => (
                <ColorSwatch
                  key={colour}
                  component="button"
                  type="button"
                  color={colour}
                  aria-label={text.recolourAs(colour)}
                  onClick={() => {
                    setColours(false)
                    onRecolour(colour)
                  }}
                />
              ))}
            </div>
          </Popover.Dropdown>
        </Popover>
        {button(text.retire, <IconArchive size={15} aria-hidden />, () => onAct('retire'))}
      </div>
    </div>
  )
}
