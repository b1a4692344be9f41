import { Menu } from '@mantine/core'
import { IconArrowUpRight, IconCircleDashed, IconPencil, IconStack2, IconTrash } from '@tabler/icons-react'
import { Link } from 'react-router'
import { boards as text } from '../../text/boards.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import { useBoardHere, useBoardState } from './BoardContext.tsx'
import styles from './board.module.css'
import { byPlace } from './geometry.ts'

/** What can be done with cards, as the inside of a menu. */
export const CardActions = ({ keys }: { keys: readonly string[] }) => {
  const { session, ask, describe, editable } = useBoardHere()
  const board = useBoardState(state => state.board)
  const cards = keys.flatMap(key => board.cards.get(key) ?? [])
  const only = cards.length === 1 ? cards[0]! : null
  const facts = only && describe(only)
  const inOne = new Set(cards.map(card => card.cluster))
  const clusters = [...board.clusters.values()].sort(byPlace)
  return (
    <>
      {facts?.link && (
        <Menu.Item component={Link} to={facts.link} leftSection={<IconArrowUpRight size={16} aria-hidden />}>
          {facts.kind === 'code' ? text.openCode : text.openExcerpt}
        </Menu.Item>
      )}
      {editable && (
        <>
          {facts?.kind === 'note' && (
            <Menu.Item
              leftSection={<IconPencil size={16} aria-hidden />}
              onClick={() => ask({ type: 'note', key: only!.key })}
            >
              {text.editNote}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconStack2 size={16} aria-hidden />}
            onClick={() => ask({ type: 'cluster', cluster: null, keys })}
          >
            {text.gather}
          </Menu.Item>
          {cards.some(card => card.cluster !== null) && (
            <Menu.Item
              leftSection={<IconCircleDashed size={16} aria-hidden />}
              onClick={() => session.moveTo(keys, null)}
            >
              {text.takeOut}
            </Menu.Item>
          )}
          <Menu.Item
            color="danger"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => session.remove(keys)}
          >
            {text.remove}
          </Menu.Item>
          {clusters.length > 0 && <Menu.Label>{text.move}</Menu.Label>}
          {clusters.map(cluster => (
            <Menu.Item
              key={cluster.id}
              disabled={inOne.size === 1 && inOne.has(cluster.id)}
              leftSection={<CodeSign colour={cluster.colour} />}
              onClick={() => session.moveTo(keys, cluster.id)}
            >
              <span className={styles.item}>{cluster.title || text.unnamed}</span>
            </Menu.Item>
          ))}
        </>
      )}
    </>
  )
}
