import { NativeSelect, Select } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useId, useState } from 'react'
import type { ImportDecisions, PlannedCode } from '../../api/codebookFiles.ts'
import { codebookFiles as text } from '../../text/codebookFiles.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import styles from './codebookFiles.module.css'
import type { PlanRow } from './planRows.ts'

type Choice = ImportDecisions['choices'][string]

interface PlanCodeProps {
  row: PlanRow
  /** The living codes here, to be one with. */
  options: { value: string; label: string }[]
  /** Null where the plan decides. */
  choice: Choice | null
  onChoose: (key: string, choice: Choice | null) => void
}

const what = ({ action, by, code, name }: PlannedCode): string => {
  if (action === 'create') return code && code.name !== name ? `→ “${code.name}”` : ''
  if (action === 'skip')
    return by === 'choice' ? text.skipped : by === null ? text.skippedHere : text.skippedMerged
  if (!code) return ''
  return action === 'restore' ? text.restored(code.name) : text.matched[by ?? 'id'](code.name)
}

/** Deeper levels are told by the name alone. */
const DEEPEST_INDENT = 6

/** One code of the file: what will be done with it, where it differs from ours, and what somebody decides instead. */
export const PlanCode = ({ row: { planned, depth }, options, choice, onChoose }: PlanCodeProps) => {
  const [open, setOpen] = useState(false)
  const [picking, setPicking] = useState(false)
  const id = useId()
  const { key, name, action, differences, outOfUse } = planned
  const value = picking ? 'code' : choice === null ? 'planned' : typeof choice === 'object' ? 'code' : choice
  const allowed = outOfUse ? (['planned', 'skip'] as const) : (['planned', 'create', 'skip', 'code'] as const)
  return (
    <>
      <div className={styles.line}>
        <span className={styles.action} data-action={action}>
          {text.actions[action]}
        </span>
        <span
          className={styles.name}
          style={{ '--depth': Math.min(depth, DEEPEST_INDENT) } as React.CSSProperties}
        >
          {name} {outOfUse && <em className={styles.soft}>{text.outOfUse}</em>}{' '}
          <span className={styles.soft}>{what(planned)}</span>{' '}
          {differences.length > 0 && (
            <button
              type="button"
              className={styles.more}
              aria-expanded={open}
              aria-controls={id}
              aria-label={text.differencesOf(differences.length, name)}
              onClick={() => setOpen(!open)}
            >
              <IconChevronRight size={13} aria-hidden />
              {text.differences(differences.length)}
            </button>
          )}
        </span>
        <NativeSelect
          size="xs"
          className={styles.decision}
          aria-label={text.decisionFor(name)}
          data={allowed.map(option => ({ value: option, label: text.decisions[option] }))}
          value={value}
          onChange={event => {
            const chosen = event.currentTarget.value
            setPicking(chosen === 'code')
            if (chosen !== 'code') onChoose(key, chosen === 'create' || chosen === 'skip' ? chosen : null)
          }}
        />
      </div>
      {value === 'code' && (
        <Select
          size="xs"
          className={styles.pick}
          aria-label={text.whichCode(name)}
          placeholder={text.chooseCode}
          data={options}
          limit={60}
          searchable
          allowDeselect={false}
          value={typeof choice === 'object' ? (choice?.code ?? null) : null}
          onChange={code => {
            if (code === null) return
            setPicking(false)
            onChoose(key, { code })
          }}
        />
      )}
      {open && (
        <div id={id}>
          <Differences differences={differences} />
        </div>
      )}
    </>
  )
}

const Differences = ({ differences }: Pick<PlannedCode, 'differences'>) => (
  <table className={styles.differences}>
    <thead>
      <tr>
        <th scope="col">{text.field}</th>
        <th scope="col">{text.ours}</th>
        <th scope="col">{text.theirs}</th>
      </tr>
    </thead>
    <tbody>
      {differences.map(({ field, ours, theirs, taken }) => (
        <tr key={field}>
          <th scope="row">{text.fields[field] ?? field}</th>
          <td data-kept={!taken || undefined}>
            <Value field={field} value={ours} />
            {!taken && <span className={styles.verdict}>{text.stays}</span>}
          </td>
          <td data-kept={taken || undefined}>
            <Value field={field} value={theirs} />
            {taken && <span className={styles.verdict}>{text.taken}</span>}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

const Value = ({ field, value }: { field: string; value: string }) => {
  if (field === 'colour' && value)
    return (
      <>
        <CodeSign colour={value} /> {value}
      </>
    )
  if (!value) return <em className={styles.soft}>{field === 'parent' ? text.topLevel : text.nothing}</em>
  return <>{value}</>
}
