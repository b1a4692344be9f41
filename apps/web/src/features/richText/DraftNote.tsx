import { Button } from '@mantine/core'
import { plainText } from '@polyphony/document'
import { useEffect, useReducer } from 'react'
import { threads as words } from '../../text/threads.ts'
import { notifyUndo } from '../../ui/notify.ts'
import styles from './DraftNote.module.css'
import type { Drafts } from './drafts.ts'

const SHOWN = 60

/** Says that something was begun and not sent, and lets one go on with it. Nothing where there is no draft. */
export const DraftNote = ({
  drafts,
  draftKey,
  onContinue,
}: {
  drafts: Drafts
  draftKey: string
  onContinue: () => void
}) => {
  const [, refresh] = useReducer((count: number) => count + 1, 0)
  useEffect(() => drafts.onChange(refresh), [drafts])
  const draft = drafts.read(draftKey)
  if (!draft) return null
  const text = plainText(draft).trim()
  return (
    <div className={styles.note}>
      <p>{words.draftOf(text.length > SHOWN ? `${text.slice(0, SHOWN).trimEnd()}…` : text)}</p>
      <Button size="compact-xs" variant="default" onClick={onContinue}>
        {words.continueDraft}
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        onClick={() => {
          drafts.remove(draftKey)
          notifyUndo(words.discarded, () => drafts.write(draftKey, draft))
        }}
      >
        {words.discardDraft}
      </Button>
    </div>
  )
}
