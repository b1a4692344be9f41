import { Button, Drawer, Text } from '@mantine/core'
import { IconArchive, IconHistory } from '@tabler/icons-react'
import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { CodebookPanel } from '../features/codebook/CodebookPanel.tsx'
import { History } from '../features/codebook/History.tsx'
import { PutAway } from '../features/codebook/PutAway.tsx'
import { useCodebook } from '../features/codebook/useCodebook.ts'
import { CodebookFiles } from '../features/codebookFiles/CodebookFiles.tsx'
import { codebook as text } from '../text/codebook.ts'
import { common } from '../text/common.ts'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'

/** The codebook on a page of its own, with its history. */
export const CodebookPage = () => {
  const workspace = useParams().workspace!
  const { ontology } = useCodebook(workspace)
  const code = useSearchParams()[0].get('code')
  const [side, setSide] = useState<'history' | 'away' | null>(null)
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
              onClick={() => setSide('away')}
            >
              {text.away}
            </Button>
            <Button
              variant="default"
              leftSection={<IconHistory size={16} aria-hidden />}
              onClick={() => setSide('history')}
            >
              {text.history}
            </Button>
          </>
        }
      />
      <CodebookPanel key={code} workspace={workspace} initial={code} />
      <Drawer
        opened={side !== null}
        onClose={() => setSide(null)}
        position="right"
        size={460}
        title={side ? text[side] : ''}
        closeButtonProps={{ 'aria-label': common.close }}
      >
        <Text size="sm" c="dimmed" mb="md">
          {side === 'away' ? text.awayHint : text.historyHint}
        </Text>
        {ontology && side === 'history' && <History workspace={workspace} ontology={ontology} />}
        {ontology && side === 'away' && <PutAway workspace={workspace} ontology={ontology} />}
      </Drawer>
    </Page>
  )
}
