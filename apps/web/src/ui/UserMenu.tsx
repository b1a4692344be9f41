import { ActionIcon, Menu, Text, useMantineColorScheme } from '@mantine/core'
import { IconDeviceDesktop, IconLogout, IconMoon, IconSun, IconUserCircle } from '@tabler/icons-react'
import { Link } from 'react-router'
import { useSignOut } from '../api/accountSession.ts'
import { useSession } from '../api/session.ts'
import { paths } from '../paths.ts'
import { common } from '../text/common.ts'
import { workspaces } from '../text/workspaces.ts'

const SCHEMES = [
  ['auto', IconDeviceDesktop],
  ['light', IconSun],
  ['dark', IconMoon],
] as const

/** One's account, the colours, and the way out. */
export const UserMenu = () => {
  const { data: session } = useSession()
  const signOut = useSignOut()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Menu width={240}>
      <Menu.Target>
        <ActionIcon aria-label={session?.user ? workspaces.nav.account : common.colourScheme.label} size="lg">
          <IconUserCircle size={22} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {session?.user && (
          <>
            <Menu.Item
              component={Link}
              to={paths.account}
              leftSection={<IconUserCircle size={16} aria-hidden />}
            >
              {session.user.name}
              <Text size="xs" c="dimmed" truncate>
                {session.user.email}
              </Text>
            </Menu.Item>
            <Menu.Divider />
          </>
        )}
        <Menu.Label>{common.colourScheme.label}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={value => setColorScheme(value as typeof colorScheme)}>
          {SCHEMES.map(([scheme, Icon]) => (
            <Menu.RadioItem
              key={scheme}
              value={scheme}
              closeMenuOnClick={false}
              rightSection={<Icon size={16} aria-hidden />}
            >
              {common.colourScheme[scheme]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        {session?.user && (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate()}>
              {workspaces.nav.signOut}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
