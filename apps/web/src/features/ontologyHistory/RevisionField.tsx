import { NumberInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { fetchRevisionAt } from '../../api/ontology.ts'
import { ontologyHistory as text } from '../../text/ontologyHistory.ts'
import { notifyBriefly, notifyError } from '../../ui/notify.ts'
import { endOfDay } from './endOfDay.ts'
import styles from './ontologyHistory.module.css'

interface RevisionFieldProps {
  workspace: string
  label: string
  value: number
  /** The latest there is. */
  last: number
  onChange: (revision: number) => void
}

/** Chooses a revision: by its number, or as the last of a day. */
export const RevisionField = ({ workspace, label, value, last, onChange }: RevisionFieldProps) => {
  const client = useQueryClient()
  const [typed, setTyped] = useState<number | string>(value)
  const [shown, setShown] = useState(value)
  // Changed from elsewhere: what was typed is over.
  if (shown !== value) {
    setShown(value)
    setTyped(value)
  }
  const settle = () => {
    const number = Number(typed)
    if (typed !== '' && Number.isInteger(number) && number >= 0 && number <= last) onChange(number)
    else setTyped(value)
  }
  const atDay = async (day: string) => {
    const until = endOfDay(day)
    if (until === null) return
    try {
      const number = await client.fetchQuery({
        queryKey: ['workspace', workspace, 'revision-at', until],
        queryFn: () => fetchRevisionAt(workspace, until),
      })
      if (number === 0) notifyBriefly('revision', text.noSuchDay)
      onChange(number)
    } catch (error) {
      notifyError(error)
    }
  }
  return (
    <div className={styles.revisionField}>
      <NumberInput
        label={label}
        value={typed}
        min={0}
        max={last}
        allowDecimal={false}
        w={130}
        onChange={setTyped}
        onBlur={settle}
        onKeyDown={event => event.key === 'Enter' && settle()}
      />
      <TextInput
        type="date"
        label={text.day}
        w={160}
        onChange={event => void atDay(event.currentTarget.value)}
      />
    </div>
  )
}
