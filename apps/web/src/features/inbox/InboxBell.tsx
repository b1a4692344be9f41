import { ActionIcon, Popover, Tooltip } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useState } from 'react'
import { useUnseenCount } from '../../api/inbox.ts'
import { inbox as words } from '../../text/inbox.ts'
import styles from './InboxBell.module.css'
import { InboxList } from './InboxList.tsx'
import { useLiveInbox } from './useLiveInbox.ts'

/** More than this is many. */
const SHOWN = 99

/** What others wrote to me, behind a bell that says how much of it is new. */
export const InboxBell = ({ workspace }: { workspace: string }) => {
  const [opened, setOpened] = useState(false)
  const { data: unseen = 0 } = useUnseenCount(workspace)
  useLiveInbox(workspace)
  const label = words.open(unseen)
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={400}
      offset={6}
      shadow="md"
      radius="lg"
      trapFocus
      returnFocus
      withinPortal
      middlewares={{ shift: { padding: 8 }, flip: false }}
      classNames={{ dropdown: styles.dropdown }}
    >
      <Popover.Target>
        <Tooltip label={label} disabled={opened}>
          <ActionIcon
            size="lg"
            aria-label={label}
            aria-expanded={opened}
            className={styles.bell}
            onClick={() => setOpened(value => !value)}
          >
            <IconBell size={20} stroke={1.6} aria-hidden />
            {unseen > 0 && (
              <span aria-hidden className={styles.count}>
                {unseen > SHOWN ? `${SHOWN}+` : unseen}
              </span>
            )}
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.title} data-inbox>
        {opened && <InboxList workspace={workspace} onClose={() => setOpened(false)} />}
      </Popover.Dropdown>
      <span role="status" className={styles.unseen}>
        {unseen > 0 && words.arrived(unseen)}
      </span>
    </Popover>
  )
}
