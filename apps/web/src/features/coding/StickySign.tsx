import { resolveCode } from '@polyphony/ontology'
import { IconPin } from '@tabler/icons-react'
import { coding as words } from '../../text/coding.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import { useDesk, useDeskState, useFacts } from '../desk/DeskContext.tsx'
import styles from './StickySign.module.css'
import { endSticky } from './stickyCommands.ts'

/** Over the text while a code is sticky, so that nobody codes without knowing. */
export const StickySign = () => {
  const desk = useDesk()
  const sticky = useDeskState(state => state.sticky?.code ?? null)
  const code = useFacts(facts => (sticky === null ? null : resolveCode(facts.ontology, sticky)))
  if (!code) return null
  return (
    <section className={styles.sign} aria-label={words.sticky.sign}>
      <IconPin size={15} stroke={1.8} aria-hidden />
      <span className={styles.text}>
        <span className={styles.lead}>{words.sticky.sign}</span>
        <CodeSign colour={code.colour} />
        <strong>{code.name}</strong>
      </span>
      <button
        type="button"
        aria-label={`${words.sticky.end(code.name)} (Esc)`}
        // Pressing must not let go of what is selected in the text.
        onMouseDown={event => event.preventDefault()}
        onClick={() => endSticky(desk)}
      >
        {words.sticky.short} <span className={styles.key} data-key="Esc" aria-hidden />
      </button>
    </section>
  )
}
