import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import {
  IconArrowForwardUp,
  IconArrowLeft,
  IconHandFinger,
  IconKeyboard,
  IconLayoutSidebar,
  IconListSearch,
  IconMessages,
} from '@tabler/icons-react'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { desk as words } from '../../text/desk.ts'
import { presence } from '../../text/presence.ts'
import { search } from '../../text/search.ts'
import { shortcuts } from '../../text/shortcuts.ts'
import { repeat } from '../history/historyCommands.ts'
import { UndoButtons } from '../history/UndoButtons.tsx'
import { InboxBell } from '../inbox/InboxBell.tsx'
import { Avatars } from '../presence/Avatars.tsx'
import { PointButton } from '../presence/PointButton.tsx'
import { beginPointing } from '../presence/pointing.ts'
import { useIsCompany, useJoining } from '../presence/usePeople.ts'
import { QuickSearch } from '../search/QuickSearch.tsx'
import { ToolsMenu } from '../tools/ToolsMenu.tsx'
import { useDesk } from './DeskContext.tsx'
import styles from './DeskView.module.css'
import { SavingBadge } from './SavingBadge.tsx'

/** What stands at the right of the desk's header. */
export const HeaderTools = ({
  codebookBeside,
  passageBeside,
}: {
  codebookBeside: boolean
  passageBeside: boolean
}) => {
  const desk = useDesk()
  const pointing = useJoining(joining => joining.pointing)
  const open = (drawer: 'codebook' | 'passage') => desk.state.set({ drawer })
  return (
    <div className={styles.tools}>
      <SavingBadge />
      <Avatars />
      <InboxBell workspace={desk.workspace} />
      {(codebookBeside || pointing) && <PointButton />}
      <UndoButtons redo={codebookBeside} />
      {!codebookBeside && (
        <ActionIcon size="lg" aria-label={words.showCodebook} onClick={() => open('codebook')}>
          <IconLayoutSidebar size={19} stroke={1.6} aria-hidden />
        </ActionIcon>
      )}
      {!passageBeside && (
        <ActionIcon size="lg" aria-label={words.showPassage} onClick={() => open('passage')}>
          <IconMessages size={19} stroke={1.6} aria-hidden />
        </ActionIcon>
      )}
      <ToolsMenu more={codebookBeside ? undefined : <HeaderItems />} />
      <QuickSearch workspace={desk.workspace} compact hidden={!codebookBeside} />
      {codebookBeside && (
        <Tooltip label={`${shortcuts.title} (?)`}>
          <ActionIcon
            size="lg"
            aria-label={shortcuts.title}
            onClick={() => desk.state.set({ shortcuts: true })}
          >
            <IconKeyboard size={20} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </div>
  )
}

/** What the header of a narrow window has no room for. */
const HeaderItems = () => {
  const desk = useDesk()
  const company = useIsCompany()
  const icon = { size: 15, 'aria-hidden': true }
  return (
    <>
      <Menu.Item leftSection={<IconArrowForwardUp {...icon} />} onClick={() => repeat(desk)}>
        {shortcuts.names.redo}
      </Menu.Item>
      {company && (
        <Menu.Item leftSection={<IconHandFinger {...icon} />} onClick={() => beginPointing(desk)}>
          {presence.pointShort}
        </Menu.Item>
      )}
      <Menu.Item
        component={Link}
        to={paths.conversations(desk.workspace)}
        leftSection={<IconArrowLeft {...icon} />}
      >
        {words.toWorkspace}
      </Menu.Item>
      <Menu.Item
        component={Link}
        to={paths.search(desk.workspace)}
        leftSection={<IconListSearch {...icon} />}
      >
        {search.quick.page}
      </Menu.Item>
      <Menu.Item leftSection={<IconKeyboard {...icon} />} onClick={() => desk.state.set({ shortcuts: true })}>
        {shortcuts.title}
      </Menu.Item>
    </>
  )
}
