import { Button } from '@mantine/core'
import { IconBrowserX } from '@tabler/icons-react'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { desk as words } from '../../text/desk.ts'
import { links } from '../../text/links.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'

/** In place of the desk, in a browser that cannot paint highlights. */
export const BrowserTooOld = ({ workspace }: { workspace: string }) => (
  <main>
    <EmptyState
      order={1}
      icon={<IconBrowserX size={24} />}
      title={words.browser.title}
      actions={
        <Button component={Link} to={paths.conversations(workspace)}>
          {links.toConversations}
        </Button>
      }
    >
      {words.browser.text}
    </EmptyState>
  </main>
)
