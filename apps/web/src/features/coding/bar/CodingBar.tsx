import { codings as words } from '../../../text/codings.ts'
import styles from './CodingBar.module.css'
import { ColourSwitch } from './ColourSwitch.tsx'
import { FilterChips } from './FilterChips.tsx'
import { FilterPopover } from './FilterPopover.tsx'
import { JumpControl } from './JumpControl.tsx'

/** Above the text: what of all the codings is shown, in which colours, and the way from one to the next. */
export const CodingBar = () => (
  <section className={styles.bar} aria-label={words.bar}>
    <FilterPopover />
    <FilterChips />
    <div className={styles.rest}>
      <JumpControl />
      <ColourSwitch />
    </div>
  </section>
)
