import { Radio } from '@mantine/core'
import type { Code } from '@polyphony/ontology'
import { codebook } from '../../text/codebook.ts'
import { merging as text } from '../../text/merging.ts'
import styles from './MergeDialog.module.css'
import { DEFINITION_FIELDS, type Keep, type Merge, textsOf } from './mergeSteps.ts'

interface MergeMeaningProps {
  codes: readonly Code[]
  stays: string
  keep: Merge['keep']
  onKeep: (keep: Merge['keep']) => void
}

/** Definitions side by side, field by field, to choose what is kept. Nothing where nobody wrote any. */
export const MergeMeaning = ({ codes, stays, keep, onKeep }: MergeMeaningProps) => {
  const fields = DEFINITION_FIELDS.map(field => ({ field, texts: textsOf(codes, stays, field) })).filter(
    ({ texts }) => texts.length > 0,
  )
  if (fields.length === 0) return null
  return (
    <section aria-label={text.meaning} className={styles.meaning}>
      <h3 className={styles.heading}>{text.meaning}</h3>
      {fields.map(({ field, texts }) => {
        const kept: Keep = keep[field] ?? { code: texts[0]!.code.id }
        const isKept = (id: string) => kept !== 'all' && kept.code === id
        // What was chosen has gone with its code, or says the same as another one.
        const first = kept !== 'all' && !texts.some(({ code }) => isKept(code.id))
        return (
          <fieldset key={field} className={styles.field}>
            <legend className={styles.legend}>{codebook.fields[field]}</legend>
            <div className={styles.texts}>
              {texts.map(({ code, text: words }, i) => (
                <div
                  key={code.id}
                  className={styles.text}
                  data-kept={kept === 'all' || isKept(code.id) || (first && i === 0) || undefined}
                >
                  {texts.length > 1 && (
                    <Radio
                      name={`keep-${field}`}
                      aria-label={`${codebook.fields[field]} ${text.from(code.name)}`}
                      checked={isKept(code.id) || (first && i === 0)}
                      onChange={() => onKeep({ ...keep, [field]: { code: code.id } })}
                    />
                  )}
                  <span>
                    <span className={styles.whose}>{text.from(code.name)}</span>
                    <span className={styles.words}>{words}</span>
                  </span>
                </div>
              ))}
            </div>
            {texts.length > 1 && (
              <Radio
                name={`keep-${field}`}
                label={text.both}
                aria-label={`${codebook.fields[field]}: ${text.both}`}
                checked={kept === 'all'}
                onChange={() => onKeep({ ...keep, [field]: 'all' })}
              />
            )}
          </fieldset>
        )
      })}
    </section>
  )
}
