import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { useAllPassages } from '../../api/passages.ts'
import { paths } from '../../paths.ts'
import { codePage } from '../../text/codePage.ts'
import { curating as text } from '../../text/curating.ts'
import { formatTime } from '../../text/format.ts'
import { CodeChip } from '../../ui/CodeChip.tsx'
import { VerdictSign } from '../curating/VerdictSign.tsx'
import styles from './code.module.css'
import type { Excerpt } from './excerpts.ts'
import { firstWords, Quote } from './Quote.tsx'
import type { CodePlace } from './useCodePlace.ts'
import type { Verdicts } from './useVerdicts.ts'

interface RejectedExcerptsProps {
  place: CodePlace
  excerpts: readonly Excerpt[]
  verdicts: Verdicts
  open: boolean
  onOpen: (open: boolean) => void
}

const PAGE = 20

/** What was coded with a code and rejected by leads: by whom and why, and for leads the way back. */
export const RejectedExcerpts = ({ place, excerpts, verdicts, open, onOpen }: RejectedExcerptsProps) => {
  const { workspace, ontology } = place
  const [count, setCount] = useState(PAGE)
  const shown = open ? excerpts.slice(0, count) : []
  const { passages, pending } = useAllPassages(
    workspace,
    shown.map(({ key }) => key),
  )
  return (
    <details className={styles.rejected} open={open} onToggle={event => onOpen(event.currentTarget.open)}>
      <summary>{text.rejectedOnes(excerpts.length)}</summary>
      <p className={styles.count}>{text.rejectedHint}</p>
      <ul className={styles.excerpts} aria-label={text.rejectedOnes(excerpts.length)}>
        {shown.map(excerpt => {
          const { key, conversation, member, highlight, start, matched } = excerpt
          const passage = passages.get(key)
          const words = firstWords(passage)
          return (
            <li key={key} className={styles.rejectedOne}>
              <div className={styles.excerptBody}>
                {pending ? <div className={styles.waiting} aria-hidden /> : <Quote passage={passage} />}
                <div className={styles.source}>
                  <span>{verdicts.nameOf(member)}</span>
                  <Link
                    to={paths.desk(workspace, conversation, { seconds: start, highlight, member })}
                    aria-label={codePage.excerpts.deskLabel(
                      start === null ? codePage.excerpts.desk : formatTime(start),
                      words,
                    )}
                  >
                    {start === null ? codePage.excerpts.desk : formatTime(start)}
                  </Link>
                  {matched.map(match => {
                    const code = ontology.codes[match.code]
                    return (
                      code && (
                        <span key={code.id} className={styles.match}>
                          <CodeChip name={code.name} colour={code.colour} />
                          <VerdictSign
                            code={code.name}
                            words={words}
                            {...verdicts.standing(excerpt, match)}
                            nameOf={verdicts.nameOf}
                            onVerdict={
                              verdicts.editable
                                ? verdict => verdicts.decide(excerpt, match, verdict, words)
                                : undefined
                            }
                          />
                        </span>
                      )
                    )
                  })}
                </div>
              </div>
            </li>
          )
        })}
      </ul>
      {excerpts.length > count && (
        <Button size="compact-sm" variant="default" onClick={() => setCount(count + PAGE)}>
          {text.more}
        </Button>
      )}
    </details>
  )
}
