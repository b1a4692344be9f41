import type { ExchangeNote } from '@polyphony/contract'
import { codebookFiles as text } from '../../text/codebookFiles.ts'
import styles from './codebookFiles.module.css'

/** What was left out, mended or decided on the way, a line for each kind of thing. */
export const ExchangeNotes = ({ notes }: { notes: readonly ExchangeNote[] }) => (
  <ul className={styles.notes}>
    {notes.map(note => (
      <li key={note.what}>
        <span className={styles.noteKind} data-kind={note.kind}>
          {text.noteKinds[note.kind]}
        </span>
        <span>{note.message}</span>
      </li>
    ))}
  </ul>
)
