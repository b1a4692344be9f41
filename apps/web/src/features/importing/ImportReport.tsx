import type { ReportEntry } from '@polyphony/contract'
import { imports as text } from '../../text/imports.ts'
import styles from './importing.module.css'

/** What an import skipped or repaired, and why. */
export const ImportReport = ({ entries }: { entries: ReportEntry[] }) => {
  if (entries.length === 0) return <p className={styles.fileState}>{text.report.none}</p>
  return (
    <section aria-label={text.report.title} className={styles.report}>
      <h3>{text.report.title}</h3>
      <ul>
        {entries.map(entry => (
          <li key={`${entry.kind} ${entry.what} ${entry.where}`}>
            <span className={styles.kind} data-kind={entry.kind}>
              {text.report[entry.kind]}
            </span>
            <div>
              {entry.what}
              {entry.count > 1 && <span className={styles.soft}> {text.report.times(entry.count)}</span>}
              {entry.where && <span className={styles.soft}> · {entry.where}</span>}
              {entry.examples.length > 0 && (
                <details>
                  <summary>{text.report.examples}</summary>
                  {entry.examples.map((example, i) => (
                    <code key={`${i}${example}`}>{example}</code>
                  ))}
                </details>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
