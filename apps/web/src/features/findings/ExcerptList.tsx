import { ActionIcon, Button, Group } from '@mantine/core'
import type { Conversation, Excerpt, Member } from '@polyphony/contract'
import type { Ontology } from '@polyphony/ontology'
import {
  IconArrowDown,
  IconArrowUp,
  IconGripVertical,
  IconPlayerPlayFilled,
  IconTrash,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useAddExcerpt, useOrderExcerpts, useRemoveExcerpt } from '../../api/findings.ts'
import { useMyAbilities } from '../../api/session.ts'
import { whenDone } from '../../api/whenDone.ts'
import { common } from '../../text/common.ts'
import { findings as text } from '../../text/findings.ts'
import { confirm } from '../../ui/confirm.tsx'
import { notifyUndo } from '../../ui/notify.ts'
import { DecisionBadge } from './DecisionBadge.tsx'
import { DecisionButtons } from './DecisionButtons.tsx'
import { ExcerptWords } from './ExcerptWords.tsx'
import styles from './findings.module.css'
import { firstWords, moved } from './leaving.ts'
import { player } from './player.ts'

interface ExcerptListProps {
  workspace: string
  finding: string
  excerpts: Excerpt[]
  conversations: Map<string, Conversation>
  ontology: Ontology | undefined
  members: Member[]
}

/** The voices of a finding in their order, which is changed by dragging or by the arrow buttons. */
export const ExcerptList = ({
  workspace,
  finding,
  excerpts,
  conversations,
  ontology,
  members,
}: ExcerptListProps) => {
  const { can } = useMyAbilities(workspace)
  const order = useOrderExcerpts(workspace, finding)
  const remove = useRemoveExcerpt(workspace)
  const add = useAddExcerpt(workspace, finding)
  const [dragged, setDragged] = useState<number | null>(null)
  const [over, setOver] = useState<number | null>(null)
  const editable = can('finding.write')
  const move = (from: number, to: number) => {
    if (from !== to) order.mutate(moved(excerpts, from, to).map(e => e.id))
  }
  const takeOut = (excerpt: Excerpt) => {
    const { conversation, member, highlight } = excerpt
    const act = () =>
      whenDone(remove.mutateAsync(excerpt), () =>
        notifyUndo(text.removed, () => add.mutate({ conversation, member, highlight })),
      )
    if (excerpt.decision.state === 'pending') act()
    else
      confirm({
        title: text.removeDecidedTitle,
        text: text.removeDecidedText,
        confirm: text.remove,
        onConfirm: act,
      })
  }
  const playable = excerpts.flatMap(({ id, conversation, start, end }) =>
    start !== null && end !== null && conversations.get(conversation)?.recording
      ? [{ id, conversation, start, end }]
      : [],
  )
  return (
    <>
      {playable.length > 1 && (
        <Group mb="sm">
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlayerPlayFilled size={13} aria-hidden />}
            onClick={() => player.play(playable)}
          >
            {text.medley}
          </Button>
        </Group>
      )}
      <ol className={styles.excerpts} aria-label={text.voices}>
        {excerpts.map((excerpt, index) => {
          const words = firstWords(excerpt.turns.map(t => t.text).join(' '))
          const conversation = conversations.get(excerpt.conversation)
          return (
            <li
              key={excerpt.id}
              className={styles.excerpt}
              data-over={
                over === index && dragged !== null && dragged !== index
                  ? dragged < index
                    ? 'after'
                    : 'before'
                  : undefined
              }
              onDragOver={event => {
                if (dragged === null) return
                event.preventDefault()
                setOver(index)
              }}
              onDrop={event => {
                event.preventDefault()
                if (dragged !== null) move(dragged, index)
                setDragged(null)
                setOver(null)
              }}
            >
              {editable && (
                <div className={styles.order}>
                  {/* biome-ignore lint/a11y/noStaticElementInteractions: for the mouse; the arrow buttons do the same */}
                  <span
                    className={styles.grip}
                    title={text.drag}
                    draggable
                    onDragStart={event => {
                      event.dataTransfer.effectAllowed = 'move'
                      event.dataTransfer.setData('text/plain', words)
                      setDragged(index)
                    }}
                    onDragEnd={() => {
                      setDragged(null)
                      setOver(null)
                    }}
                  >
                    <IconGripVertical size={16} aria-hidden />
                  </span>
                  <ActionIcon
                    size={24}
                    aria-label={`${text.moveUp}: ${words}`}
                    disabled={index === 0}
                    onClick={() => move(index, index - 1)}
                  >
                    <IconArrowUp size={15} />
                  </ActionIcon>
                  <ActionIcon
                    size={24}
                    aria-label={`${text.moveDown}: ${words}`}
                    disabled={index === excerpts.length - 1}
                    onClick={() => move(index, index + 1)}
                  >
                    <IconArrowDown size={15} />
                  </ActionIcon>
                </div>
              )}
              <div className={styles.body}>
                <ExcerptWords
                  excerpt={excerpt}
                  conversation={conversation}
                  ontology={ontology}
                  members={members}
                />
                <div className={styles.foot}>
                  <DecisionBadge decision={excerpt.decision} members={members} />
                  {can('excerpt.decide') && (
                    <DecisionButtons workspace={workspace} excerpt={excerpt} conversation={conversation} />
                  )}
                </div>
              </div>
              {editable && (
                <ActionIcon
                  color="danger"
                  aria-label={`${text.remove}: ${words}`}
                  title={text.remove}
                  onClick={() => takeOut(excerpt)}
                >
                  <IconTrash size={16} />
                </ActionIcon>
              )}
            </li>
          )
        })}
      </ol>
      <span className="visually-hidden" aria-live="polite">
        {order.isSuccess ? common.saved : ''}
      </span>
    </>
  )
}
