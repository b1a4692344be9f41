import { ActionIcon, Radio } from '@mantine/core'
import { type Code, type Ontology, path } from '@polyphony/ontology'
import { IconX } from '@tabler/icons-react'
import { codebookTree } from '../../text/codebookTree.ts'
import { merging as text } from '../../text/merging.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import { type CodeUses, MEASURES } from './codeUses.ts'
import styles from './MergeDialog.module.css'

interface MergeCardsProps {
  ontology: Ontology
  codes: readonly Code[]
  /** Null while there is nothing to choose between. */
  stays: string | null
  /** Null while they are not counted yet. */
  uses: ReadonlyMap<string, CodeUses> | null
  onStays: (code: string) => void
  onLeaveOut?: (code: string) => void
}

/** The codes of a merge side by side, one of which stays. */
export const MergeCards = ({ ontology, codes, stays, uses, onStays, onLeaveOut }: MergeCardsProps) => (
  <fieldset className={styles.cards}>
    {stays !== null && <legend className={styles.legend}>{text.which}</legend>}
    {codes.map(code => {
      const way = path(ontology, code.id).slice(0, -1)
      const own = uses?.get(code.id)?.own
      return (
        <section
          key={code.id}
          className={styles.card}
          aria-label={code.name}
          data-stays={stays === code.id || undefined}
        >
          <header className={styles.cardHead}>
            <strong className={styles.cardName}>
              <CodeSign colour={code.colour} />
              {code.name}
            </strong>
            {onLeaveOut && (
              <ActionIcon size="sm" aria-label={text.leaveOut(code.name)} onClick={() => onLeaveOut(code.id)}>
                <IconX size={14} />
              </ActionIcon>
            )}
          </header>
          {way.length > 0 && <span className={styles.soft}>{way.map(c => c.name).join(' / ')}</span>}
          {code.status === 'proposed' && <span className={styles.soft}>{text.proposed}</span>}
          <span className={styles.soft}>
            {uses === null
              ? '…'
              : own
                ? MEASURES.filter(measure => own[measure] > 0)
                    .map(measure => codebookTree.measures[measure].counted(own[measure]))
                    .join(', ')
                : text.unused}
          </span>
          {stays !== null && (
            <Radio
              name="stays"
              label={stays === code.id ? text.stays : text.goes}
              aria-label={`${text.stays}: ${code.name}`}
              checked={stays === code.id}
              onChange={() => onStays(code.id)}
            />
          )}
        </section>
      )
    })}
  </fieldset>
)
