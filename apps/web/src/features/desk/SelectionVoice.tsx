import { spanText } from '@polyphony/document'
import { desk as words } from '../../text/desk.ts'
import { useDesk, useDeskState } from './DeskContext.tsx'

/** Says what the keyboard selected to those who cannot see it. */
export const SelectionVoice = () => {
  const desk = useDesk()
  const selection = useDeskState(state => state.selection)
  const text = selection ? spanText(desk.index, selection) : ''
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {text && words.selection.selected(text.length > 200 ? `… ${text.slice(-180)}` : text)}
    </div>
  )
}
