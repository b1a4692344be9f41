import { SegmentedControl } from '@mantine/core'
import { patterns } from '../../text/patterns.ts'
import type { Level } from './figures/facts.ts'
import styles from './patterns.module.css'
import type { PatternParams } from './usePatternParams.ts'

/** Codes by themselves, or gathered into their themes. */
export const LevelControl = ({ level, params }: { level: Level; params: PatternParams }) => (
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
      ]}
    />
  </div>
)
