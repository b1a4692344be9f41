import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import {
  IconArrowBigRightLine,
  IconCheck,
  IconHistory,
  IconReplace,
  IconSearch,
  IconTextScan2,
  IconUsers,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useStore } from '../../collab/createStore.ts'
import { tools as words } from '../../text/tools.ts'
import { useDesk, useFacts } from '../desk/DeskContext.tsx'
import { findOf } from '../search/find.ts'
import { CorrectionsDialog } from './CorrectionsDialog.tsx'
import { ReplaceDialog } from './ReplaceDialog.tsx'
import { SpeakersDialog } from './SpeakersDialog.tsx'
import { toolsOf } from './tools.ts'
import { confirmHere, nextUncertain } from './uncertain.ts'

/**
 * What concerns the whole transcript: finding, replacing, speakers, uncertain words; and what a narrow window has no
 * room for elsewhere (`more`: items of a menu).
 */
export const ToolsMenu = ({ more }: { more?: ReactNode }) => {
  const desk = useDesk()
  const store = toolsOf(desk)
  const { dialog, uncertain } = useStore(store, state => state)
  const hasConfidence = useFacts(facts => facts.words?.confidence != null)
  const open = (which: typeof dialog) => store.set({ dialog: which })
  const close = () => store.set({ dialog: null })
  const icon = { size: 15, 'aria-hidden': true }
  const label = more ? words.menuMore : words.menu
  return (
    <>
      <Menu position="bottom-end" width={250}>
        <Menu.Target>
          <Tooltip label={label}>
            <ActionIcon size="lg" aria-label={label}>
              <IconTextScan2 size={20} stroke={1.6} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconSearch {...icon} />}
            rightSection={<kbd>Ctrl F</kbd>}
            // The menu gives the keyboard back first.
            onClick={() => setTimeout(() => findOf(desk).open(), 0)}
          >
            {words.find}
          </Menu.Item>
          {desk.abilities.correct && (
            <>
              <Menu.Item
                leftSection={<IconReplace {...icon} />}
                rightSection={<kbd>Ctrl H</kbd>}
                onClick={() => open('replace')}
              >
                {words.replace}
              </Menu.Item>
              <Menu.Item leftSection={<IconUsers {...icon} />} onClick={() => open('speakers')}>
                {words.speakers}
              </Menu.Item>
            </>
          )}
          <Menu.Item leftSection={<IconHistory {...icon} />} onClick={() => open('corrections')}>
            {words.corrections}
          </Menu.Item>
          {hasConfidence && (
            <>
              <Menu.Divider />
              <Menu.CheckboxItem checked={uncertain} onChange={checked => store.set({ uncertain: checked })}>
                {words.uncertain}
              </Menu.CheckboxItem>
              <Menu.Item
                leftSection={<IconArrowBigRightLine {...icon} />}
                rightSection={<kbd>Ctrl U</kbd>}
                onClick={() => nextUncertain(desk)}
              >
                {words.nextUncertain}
              </Menu.Item>
              {desk.abilities.correct && (
                <Menu.Item
                  leftSection={<IconCheck {...icon} />}
                  rightSection={<kbd>Shift C</kbd>}
                  onClick={() => confirmHere(desk)}
                >
                  {words.confirm}
                </Menu.Item>
              )}
            </>
          )}
          {more && (
            <>
              <Menu.Divider />
              {more}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'replace' && <ReplaceDialog onClose={close} />}
      {dialog === 'corrections' && <CorrectionsDialog onClose={close} />}
      {dialog === 'speakers' && <SpeakersDialog onClose={close} />}
    </>
  )
}
