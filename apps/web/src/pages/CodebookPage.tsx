import { Button, Drawer, Text } from '@mantine/core'
import { IconArchive } from '@tabler/icons-react'
import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { CodebookPanel } from '../features/codebook/CodebookPanel.tsx'
import { PutAway } from '../features/codebook/PutAway.tsx'
import { useCodebook } from '../features/codebook/useCodebook.ts'
import { CodebookFiles } from '../features/codebookFiles/CodebookFiles.tsx'
import { codebook as text } from '../text/codebook.ts'
import { common } from '../text/common.ts'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'

/** The codebook on a page of its own, with its ways in and out and what has been put away. */
export const CodebookPage = () => {
  const workspace = useParams().workspace!
  const code = useSearchParams()[0].get('code')
  const [away, setAway] = useState(false)
  return (
    <Page>
      <PageHeader
        title={text.title}
        hint={text.hint}
        actions={
          <>
            <CodebookFiles workspace={workspace} />
            <Button
              variant="default"
              leftSection={<IconArchive size={16} aria-hidden />}
              onClick={() => setAway(true)}
            >
              {text.away}
            </Button>
          </>
        }
      />
      <CodebookPanel key={code} workspace={workspace} initial={code} />
      <Drawer
        opened={away}
        onClose={() => setAway(false)}
        position="right"
        size={460}
        title={text.away}
        closeButtonProps={{ 'aria-label': common.close }}
      >
        <Text size="sm" c="dimmed" mb="md">
          {text.awayHint}
        </Text>
        <WhatIsAway workspace={workspace} />
      </Drawer>
    </Page>
  )
}

/** By itself, so that the page is not rendered anew whenever the codebook changes. */
const WhatIsAway = ({ workspace }: { workspace: string }) => {
  const { ontology } = useCodebook(workspace)
  return ontology && <PutAway workspace={workspace} ontology={ontology} />
}
