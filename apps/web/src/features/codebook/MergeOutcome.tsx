import type { CodingRecord } from '@polyphony/contract'
import { type Code, type Ontology, previewMerge } from '@polyphony/ontology'
import { useMemo } from 'react'
import { codebookTree } from '../../text/codebookTree.ts'
import { merging as text } from '../../text/merging.ts'
import { usesOf } from './codeUses.ts'
import styles from './MergeDialog.module.css'
import { mergeUses } from './mergeUses.ts'

interface MergeOutcomeProps {
  ontology: Ontology
  codes: readonly Code[]
  stays: string
  /** Undefined until they have been fetched. */
  codings: readonly CodingRecord[] | undefined
  failed: boolean
  groupOf: ReadonlyMap<string, string | null>
}

/** What a merge would do: to codings, to codes below, to relations. */
export const MergeOutcome = ({ ontology, codes, stays, codings, failed, groupOf }: MergeOutcomeProps) => {
  const { preview, together } = useMemo(() => {
    const ids = codes.map(code => code.id)
    const found = codings && mergeUses(ontology, codings, ids)
    return {
      preview: previewMerge(
        ontology,
        ids.filter(id => id !== stays),
        stays,
        found?.uses,
      ),
      together: found && usesOf(found.concerned, groupOf),
    }
  }, [ontology, codes, stays, codings, groupOf])
  const { impact, moving, resting } = preview
  const { codings: many, people, conversations, groups } = codebookTree.measures
  return (
    <section aria-label={text.outcome} className={styles.outcome}>
      {!together || !impact ? (
        <p role={failed ? 'alert' : undefined}>{failed ? text.countingFailed : text.counting}</p>
      ) : together.codings === 0 ? (
        <p>{text.togetherNone}</p>
      ) : (
        <p>
          <strong>
            {text.together(
              many.counted(together.codings),
              people.counted(together.people),
              conversations.counted(together.conversations),
              together.groups > 0 ? groups.counted(together.groups) : null,
            )}
          </strong>
        </p>
      )}
      {impact && impact.coinciding > 0 && <p>{text.coinciding(impact.coinciding)}</p>}
      {impact && impact.overlapping > 0 && <p>{text.overlapping(impact.overlapping)}</p>}
      {moving.length > 0 && (
        <p>
          {text.moving(
            moving.length,
            moving
              .slice(0, 8)
              .map(({ code }) => code.name)
              .join(', ') + (moving.length > 8 ? ', …' : ''),
          )}
        </p>
      )}
      {resting.length > 0 && <p>{text.resting(resting.length)}</p>}
    </section>
  )
}
