import { SegmentedControl } from '@mantine/core'
import { patterns } from '../../text/patterns.ts'
import type { Level } from './figures/facts.ts'
import styles from './patterns.module.css'
import type { PatternParams } from './usePatternParams.ts'

/** What a row can be: a code, a theme with all its codes, or a section of the conversation guide. */
export type RowKind = Level | 'section'

interface LevelControlProps {
  level: RowKind
  /** Sections of the guide can be asked for, too. */
  sections?: boolean
  params: PatternParams
}

/** Codes by themselves, or gathered into their themes. */
export const LevelControl = ({ level, sections = false, params }: LevelControlProps) => (
  <div>
    <span className={styles.controlLabel} aria-hidden>
      {patterns.level.label}
    </span>
    <SegmentedControl
      aria-label={patterns.level.label}
      className={styles.segments}
      value={level}
      onChange={value => params.set({ rows: value === 'code' ? null : value })}
      data={[
        { value: 'code', label: patterns.level.code },
        { value: 'theme', label: patterns.level.theme },
        ...(sections ? [{ value: 'section', label: patterns.level.section }] : []),
      ]}
    />
  </div>
)
