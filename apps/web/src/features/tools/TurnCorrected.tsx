import { Menu } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useLastCorrection } from '../../api/corrections.ts'
import { formatAgo } from '../../text/format.ts'
import { tools as words } from '../../text/tools.ts'
import { useDesk } from '../desk/DeskContext.tsx'
import { toolsOf } from './tools.ts'

/** In a turn's menu: who corrected it last. */
export const TurnCorrected = ({ turn }: { turn: string }) => {
  const desk = useDesk()
  const { data } = useLastCorrection(desk.conversation.id, turn)
  if (!data) return null
  const name = desk.members.get(data.member)?.name ?? words.history.someone
  return (
    <Menu.Item
      leftSection={<IconHistory size={15} aria-hidden />}
      onClick={() => toolsOf(desk).set({ dialog: 'corrections' })}
    >
      {words.history.correctedBy(data.member === desk.me.id ? words.history.you : name, formatAgo(data.at))}
    </Menu.Item>
  )
}
