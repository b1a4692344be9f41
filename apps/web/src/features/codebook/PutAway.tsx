import { Button, TextInput } from '@mantine/core'
import { type Code, foldForSearch, MAX_NAME_LENGTH, type Ontology } from '@polyphony/ontology'
import { useState } from 'react'
import { useMyAbilities } from '../../api/session.ts'
import { codebook as text } from '../../text/codebook.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import styles from './PutAway.module.css'
import { refusalOf } from './refusalOf.ts'
import { type CodebookCommands, useCodebookCommands } from './useCodebookCommands.ts'

const STATUSES = ['merged', 'retired', 'rejected'] as const
/** Of each kind; others are found by name. */
const SHOWN = 100

/** Merged, retired and rejected codes, with why, and the way back. */
export const PutAway = ({ workspace, ontology }: { workspace: string; ontology: Ontology }) => {
  const { can } = useMyAbilities(workspace)
  const commands = useCodebookCommands(workspace)
  const [query, setQuery] = useState('')
  const asked = foldForSearch(query)
  const away = Object.values(ontology.codes).filter(code =>
    (STATUSES as readonly string[]).includes(code.status),
  )
  if (away.length === 0) return <p className={styles.soft}>{text.awayEmpty}</p>
  return (
    <div className={styles.away}>
      {away.length > 12 && (
        <TextInput
          aria-label={text.awayFind}
          placeholder={text.awayFind}
          value={query}
          onChange={event => setQuery(event.currentTarget.value)}
        />
      )}
      {STATUSES.map(status => {
        const codes = away.filter(code => code.status === status && foldForSearch(code.name).includes(asked))
        if (codes.length === 0) return null
        return (
          <section key={status} aria-label={text.awayKinds[status]}>
            <h3 className={styles.heading}>{text.awayKinds[status]}</h3>
            <ul className={styles.list}>
              {codes.slice(0, SHOWN).map(code => (
                <Away
                  key={code.id}
                  ontology={ontology}
                  code={code}
                  commands={can('ontology.change') ? commands : null}
                />
              ))}
            </ul>
            {codes.length > SHOWN && <p className={styles.soft}>{text.awayMore(codes.length - SHOWN)}</p>}
          </section>
        )
      })}
    </div>
  )
}

/** One of them. Where its name belongs to another code by now it comes back under another name. */
const Away = ({
  ontology,
  code,
  commands,
}: {
  ontology: Ontology
  code: Code
  commands: CodebookCommands | null
}) => {
  const [renamed, setRenamed] = useState<string | null>(null)
  const merged = code.status === 'merged'
  const back = (name?: string) => ({
    type: merged ? ('unmerge' as const) : ('restore' as const),
    id: code.id,
    name,
  })
  const bringBack = () => {
    if (renamed === null && refusalOf(ontology, back())?.code === 'duplicate-name')
      return setRenamed(code.name)
    const done = (merged ? text.unmerged : text.restored)(renamed ?? code.name)
    void commands?.run(back(renamed?.trim() || undefined), done)
  }
  return (
    <li className={styles.item}>
      <span className={styles.sign}>
        <CodeSign colour={code.colour} />
      </span>
      <div className={styles.words}>
        <strong>{code.name}</strong>{' '}
        {code.mergedInto !== null && (
          <span className={styles.soft}>
            {text.awayInto(ontology.codes[code.mergedInto]?.name ?? text.unknownCode)}
          </span>
        )}
        {code.reason && <p className={styles.soft}>{code.reason}</p>}
        {renamed !== null && (
          <TextInput
            autoFocus
            mt={6}
            label={text.awayName}
            maxLength={MAX_NAME_LENGTH}
            value={renamed}
            onChange={event => setRenamed(event.currentTarget.value)}
          />
        )}
      </div>
      {commands && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={(merged ? text.unmergeLabel : text.restoreLabel)(code.name)}
          onClick={bringBack}
        >
          {merged ? text.unmerge : text.restore}
        </Button>
      )}
    </li>
  )
}
