import { waveform as words } from '../../text/waveform.ts'
import { thematicCodesOf } from '../coding/codesOf.ts'
import type { Desk } from '../desk/desk.ts'
import styles from './Waveform.module.css'
import { WAVE_HEIGHT } from './waveLayout.ts'

export interface MarkTipState {
  /** Highlights under the pointer, the nearest first. */
  keys: readonly string[]
  /** Pixels from the left of the waveform. */
  x: number
}

const SHOWN = 4

/** Which codes lie under the pointer, and whose they are. For eyes only: the text and its cards say the same. */
export const MarkTip = ({ desk, tip: { keys, x } }: { desk: Desk; tip: MarkTipState }) => {
  const { ontology } = desk.facts.get()
  const lines = keys.slice(0, SHOWN).flatMap(key => {
    const annotation = desk.annotations.get(key)
    if (!annotation) return []
    const codes = thematicCodesOf(ontology, annotation).map(code => code.name)
    const person = desk.members.get(annotation.member)?.name ?? ''
    return { key, text: words.mark(codes.join(', ') || words.uncoded, person) }
  })
  return (
    <div
      className={styles.tip}
      style={{ left: `clamp(0px, ${x}px, calc(100% - 260px))`, bottom: WAVE_HEIGHT - 12 }}
      aria-hidden
    >
      {lines.map(({ key, text }) => (
        <span key={key}>{text}</span>
      ))}
      {keys.length > SHOWN && <span>{words.more(keys.length - SHOWN)}</span>}
    </div>
  )
}
