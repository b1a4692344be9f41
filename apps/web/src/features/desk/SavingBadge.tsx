import { Tooltip } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useCollab } from '../../collab/CollabProvider.tsx'
import { useStore } from '../../collab/createStore.ts'
import type { SavingState } from '../../collab/savingState.ts'
import { desk as words } from '../../text/desk.ts'
import styles from './SavingBadge.module.css'

/** Shorter than this, "Saving" would flicker; it may stand longer than is true, never "Saved". */
const STEADY_MS = 450

/** Whether what I did is on the server's disk. */
export const SavingBadge = () => {
  const saving = useStore(useCollab().state, state => state.saving)
  const [shown, setShown] = useState<SavingState>(saving)
  useEffect(() => {
    if (saving !== 'saved') {
      setShown(saving)
      return
    }
    const timer = setTimeout(() => setShown('saved'), STEADY_MS)
    return () => clearTimeout(timer)
  }, [saving])
  return (
    <Tooltip label={words.savingHelp[shown]} multiline maw={290}>
      {/* To be read, not told: each act would say it twice. What keeps work from being saved, the banner tells. */}
      <span className={styles.badge} data-state={shown} role="status" aria-live="off">
        {words.saving[shown]}
      </span>
    </Tooltip>
  )
}
