import { ActionIcon, Menu } from '@mantine/core'
import type { Cluster } from '@polyphony/document'
import {
  IconBinaryTree2,
  IconDots,
  IconLayoutGrid,
  IconPencil,
  IconSelectAll,
  IconX,
} from '@tabler/icons-react'
import { boards as text } from '../../text/boards.ts'
import { useBoardHere, useBoardState } from './BoardContext.tsx'

/** All that can be done with a cluster. */
export const ClusterMenu = ({ cluster, count }: { cluster: Cluster; count: number }) => {
  const { session, ask, editable } = useBoardHere()
  const cards = useBoardState(state => state.board.cards)
  if (!editable) return null
  const keys = () => [...cards.values()].filter(card => card.cluster === cluster.id).map(card => card.key)
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={text.clusterActions(cluster.title || text.unnamed, count)}
        >
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconBinaryTree2 size={16} aria-hidden />}
          onClick={() => ask({ type: 'become', cluster: cluster.id })}
        >
          {text.become}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconPencil size={16} aria-hidden />}
          onClick={() => ask({ type: 'cluster', cluster: cluster.id, keys: [] })}
        >
          {text.renameCluster}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLayoutGrid size={16} aria-hidden />}
          onClick={() => session.arrange(cluster.id)}
        >
          {text.arrange}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconSelectAll size={16} aria-hidden />}
          onClick={() => session.select(keys())}
        >
          {text.selectCards}
        </Menu.Item>
        <Menu.Item leftSection={<IconX size={16} aria-hidden />} onClick={() => session.dissolve(cluster.id)}>
          {text.dissolve}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
