import { Menu } from '@mantine/core'
import { useRef } from 'react'
import { codings } from '../../text/codings.ts'
import { desk as words } from '../../text/desk.ts'
import { formatAgo } from '../../text/format.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import { useDesk } from '../desk/DeskContext.tsx'
import { useTranscript } from '../transcript/TranscriptContext.ts'
import styles from './LaneFold.module.css'
import type { LaneFold as Fold } from './laneBoard.ts'

interface LaneFoldProps {
  fold: Fold
  /** Names it among the stops of its margin. */
  stop: string
  tabIndex: number
  /** Goes to a highlight. */
  onChoose: (annotation: string) => void
}

/**
 * “+n” for codings that have no lane of their own: pointed at or reached by the keyboard, its card tells which; pressed,
 * each can be chosen.
 */
export const LaneFold = ({ fold, stop, tabIndex, onChoose }: LaneFoldProps) => {
  const { card } = useTranscript()
  const button = useRef<HTMLButtonElement>(null)
  const { top, bottom, codings: folded } = fold
  const annotations = [...new Set(folded.map(({ annotation }) => annotation))]
  const show = (by: 'pointer' | 'keyboard') => card.open({ annotations, folded, beside: button.current! }, by)
  return (
    <div className={styles.fold} style={{ top, height: Math.max(24, bottom - top) }}>
      <Menu position="bottom-end" withinPortal onOpen={() => card.close()} returnFocus>
        <Menu.Target>
          <button
            ref={button}
            type="button"
            tabIndex={tabIndex}
            data-stop={stop}
            className={styles.count}
            aria-label={`+${folded.length}: ${codings.lanes.folded(folded.length)}`}
            onPointerEnter={event => event.pointerType === 'mouse' && show('pointer')}
            onPointerLeave={() => card.leave()}
            onFocus={event => event.target.matches(':focus-visible') && show('keyboard')}
          >
            +{folded.length}
          </button>
        </Menu.Target>
        <Menu.Dropdown className={styles.list}>
          {folded.map(coding => (
            <Item key={coding.key} coding={coding} onChoose={onChoose} />
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

const Item = ({
  coding: { annotation, code },
  onChoose,
}: {
  coding: Fold['codings'][number]
  onChoose: LaneFoldProps['onChoose']
}) => {
  const desk = useDesk()
  const { member, highlight } = desk.annotations.get(annotation) ?? {}
  return (
    <Menu.Item
      leftSection={code && <CodeSign colour={code.colour} />}
      onClick={() => onChoose(annotation)}
      rightSection={
        highlight && (
          <small className={styles.soft}>{formatAgo(new Date(highlight.createdAt).toISOString())}</small>
        )
      }
    >
      {code?.name ?? words.passage.noCode}{' '}
      <small className={styles.soft}>
        {member === desk.me.id
          ? words.passage.you
          : (desk.members.get(member ?? '')?.name ?? words.passage.someone)}
      </small>
    </Menu.Item>
  )
}
