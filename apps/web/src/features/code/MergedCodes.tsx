import { Button } from '@mantine/core'
import { codebook } from '../../text/codebook.ts'
import { codePage as text } from '../../text/codePage.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import { Section } from '../../ui/Section.tsx'
import styles from './code.module.css'
import type { CodePlace } from './useCodePlace.ts'

/** The codes that were merged into one, each with why, and the way back. */
export const MergedCodes = ({ place, code }: { place: CodePlace; code: string }) => {
  const { ontology, editable, commands } = place
  const merged = Object.values(ontology.codes).filter(({ mergedInto }) => mergedInto === code)
  if (merged.length === 0) return null
  return (
    <Section title={codebook.mergedFrom}>
      <ul className={styles.examples}>
        {merged.map(one => (
          <li key={one.id}>
            <span className={styles.relationHead}>
              <span className={styles.codeLink}>
                <CodeSign colour={one.colour} /> {one.name}
              </span>
              {editable && (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={codebook.unmergeLabel(one.name)}
                  onClick={() => commands.run({ type: 'unmerge', id: one.id }, codebook.unmerged(one.name))}
                >
                  {codebook.unmerge}
                </Button>
              )}
            </span>
            {one.reason && <p className={styles.note}>{text.reason(one.reason)}</p>}
          </li>
        ))}
      </ul>
    </Section>
  )
}
