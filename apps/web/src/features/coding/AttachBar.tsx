import { Button } from '@mantine/core'
import { codings as words } from '../../text/codings.ts'
import { useDesk, useDeskState } from '../desk/DeskContext.tsx'
import { quoteOf } from '../history/quoteOf.ts'
import styles from './AttachBar.module.css'
import { reattach } from './reattach.ts'
import { useAnnotationsVersion } from './useAnnotationsVersion.ts'

/** Over the foot of the text, while a highlight of mine waits for new words. */
export const AttachBar = () => {
  const attaching = useDeskState(state => state.attaching)
  return attaching === null ? null : <Bar key={attaching} annotationKey={attaching} />
}

const Bar = ({ annotationKey }: { annotationKey: string }) => {
  const desk = useDesk()
  const selection = useDeskState(state => state.selection)
  useAnnotationsVersion()
  const annotation = desk.annotations.get(annotationKey)
  if (!annotation) return null
  return (
    <div className={styles.bar} role="status">
      <p>{words.unplaced.selectFor(quoteOf(annotation))}</p>
      <Button
        size="compact-sm"
        disabled={!selection}
        onMouseDown={event => event.preventDefault()}
        onClick={() => selection && reattach(desk, annotation, selection)}
      >
        {words.unplaced.attachHere} <kbd>Shift A</kbd>
      </Button>
      <Button size="compact-sm" variant="subtle" onClick={() => desk.state.set({ attaching: null })}>
        {words.unplaced.cancel}
      </Button>
    </div>
  )
}
