import { Button, Group, Radio, Stack, Text } from '@mantine/core'
import { CodebookFile } from '@polyphony/contract'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { codebookFileUrl, useExportNotes } from '../../api/codebookFiles.ts'
import { codebookFiles as text } from '../../text/codebookFiles.ts'
import { common } from '../../text/common.ts'
import { errorMessage } from '../../ui/notify.ts'
import styles from './codebookFiles.module.css'
import { ExchangeNotes } from './ExchangeNotes.tsx'

/** Chooses a format, says what it would leave out, and hands the file over. */
export const ExportDialog = ({ workspace }: { workspace: string }) => {
  const [format, setFormat] = useState<CodebookFile>('qdc')
  const notes = useExportNotes(workspace, format)
  return (
    <Stack>
      <Text size="sm" c="dimmed" lh={1.6}>
        {text.exportHint}
      </Text>
      <Radio.Group
        label={text.format}
        value={format}
        onChange={value => setFormat(CodebookFile.parse(value))}
      >
        <Stack gap="sm" mt={8}>
          {CodebookFile.options.map(option => (
            <Radio
              key={option}
              value={option}
              label={text.formats[option].name}
              description={text.formats[option].does}
            />
          ))}
        </Stack>
      </Radio.Group>
      <section className={styles.box} aria-live="polite">
        <h3>{text.leavesOut}</h3>
        {notes.isPending && <p className={styles.soft}>{common.loading}</p>}
        {notes.isError && <p className={styles.error}>{errorMessage(notes.error)}</p>}
        {notes.data?.length === 0 && <p className={styles.soft}>{text.leavesOutNothing}</p>}
        {notes.data && notes.data.length > 0 && <ExchangeNotes notes={notes.data} />}
      </section>
      <Group justify="flex-end">
        {notes.isError ? (
          <Button variant="default" onClick={() => notes.refetch()}>
            {common.tryAgain}
          </Button>
        ) : (
          <Button
            component="a"
            href={codebookFileUrl(workspace, format)}
            download
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {text.download}
          </Button>
        )}
      </Group>
    </Stack>
  )
}
