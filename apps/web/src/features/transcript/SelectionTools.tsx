import { resolveCode } from '@polyphony/ontology'
import { IconHighlight, IconMessage2, IconNotes, IconPin, IconQuote } from '@tabler/icons-react'
import { type ReactNode, useLayoutEffect, useState } from 'react'
import { coding as words } from '../../text/coding.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import { highlightSelection } from '../coding/codingCommands.ts'
import { codeInVivo } from '../coding/createCode.ts'
import { openPalette } from '../coding/openPalette.ts'
import { applySticky, toggleSticky } from '../coding/stickyCommands.ts'
import { useDesk, useDeskState, useFacts } from '../desk/DeskContext.tsx'
import styles from './SelectionTools.module.css'

/** Beside what is selected: what can be done with it, for those who do not know or have the keys. */
export const SelectionTools = () => {
  const desk = useDesk()
  const selection = useDeskState(state => (state.palette || state.editing ? null : state.selection))
  const sticky = useDeskState(state => state.sticky?.code ?? null)
  const code = useFacts(facts => (sticky === null ? null : resolveCode(facts.ontology, sticky)))
  const hasRecent = useFacts(facts => facts.recent.used.length > 0)
  const [box, setBox] = useState<{ left: number; bottom: number } | null>(null)
  useLayoutEffect(() => {
    setBox(selection ? (desk.view.current?.boxOf(selection) ?? null) : null)
  }, [desk, selection])
  if (!selection || !box || !desk.abilities.code) return null
  const write = (kind: 'memo' | 'comment') => {
    const mine = highlightSelection(desk)
    if (mine) desk.state.set({ writing: { kind, key: mine.key }, drawer: 'passage' })
  }
  return (
    <div
      role="toolbar"
      aria-label={words.tools.region}
      className={styles.tools}
      style={{ '--left': `${box.left}px`, '--top': `${box.bottom + 6}px` } as React.CSSProperties}
      // Pressing must not let go of the selection.
      onPointerDown={event => event.preventDefault()}
      onMouseDown={event => event.preventDefault()}
    >
      <div className={styles.bar}>
        {code && (
          <Tool label={words.tools.sticky(code.name)} onClick={() => applySticky(desk)}>
            <CodeSign colour={code.colour} />
            <span className={styles.name}>{code.name}</span>
            <span className={styles.key} data-key="↵" aria-hidden />
          </Tool>
        )}
        <Tool label={words.tools.highlight} onClick={() => openPalette(desk)}>
          <IconHighlight size={15} stroke={1.8} aria-hidden />
          {words.tools.code}
          {!code && <span className={styles.key} data-key="H" aria-hidden />}
        </Tool>
        {desk.abilities.createCodes && (
          <Tool label={words.tools.inVivoHelp} onClick={() => void codeInVivo(desk)}>
            <IconQuote size={15} stroke={1.8} aria-hidden />
            <span className={styles.wide}>{words.tools.inVivo}</span>
          </Tool>
        )}
        <Tool label={words.tools.memoHelp} onClick={() => write('memo')}>
          <IconNotes size={15} stroke={1.8} aria-hidden />
        </Tool>
        <Tool label={words.tools.commentHelp} onClick={() => write('comment')}>
          <IconMessage2 size={15} stroke={1.8} aria-hidden />
        </Tool>
        {!code && hasRecent && (
          <Tool label={words.tools.keep} onClick={() => toggleSticky(desk)}>
            <IconPin size={15} stroke={1.8} aria-hidden />
          </Tool>
        )}
      </div>
    </div>
  )
}

const Tool = ({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) => (
  <button type="button" className={styles.tool} aria-label={label} title={label} onClick={onClick}>
    {children}
  </button>
)
