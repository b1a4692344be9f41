import { Button, Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconDownload, IconUpload } from '@tabler/icons-react'
import { useState } from 'react'
import { useMyAbilities } from '../../api/session.ts'
import { codebookFiles as text } from '../../text/codebookFiles.ts'
import { common } from '../../text/common.ts'
import { ExportDialog } from './ExportDialog.tsx'
import { ImportDialog } from './ImportDialog.tsx'

/** The ways in and out for codebooks, for the head of the codebook's page. */
export const CodebookFiles = ({ workspace }: { workspace: string }) => {
  const { can } = useMyAbilities(workspace)
  const [open, setOpen] = useState<'import' | 'export' | null>(null)
  const narrow = useMediaQuery('(max-width: 700px)')
  const close = () => setOpen(null)
  return (
    <>
      {can('ontology.change') && (
        <Button
          variant="default"
          leftSection={<IconUpload size={16} aria-hidden />}
          onClick={() => setOpen('import')}
        >
          {text.import}
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        onClick={() => setOpen('export')}
      >
        {text.export}
      </Button>
      <Modal
        opened={open !== null}
        onClose={close}
        title={open === 'import' ? text.importTitle : text.exportTitle}
        size={open === 'import' ? 980 : 'lg'}
        fullScreen={open === 'import' && narrow}
        // A click beside it would lose what was decided.
        closeOnClickOutside={open !== 'import'}
        closeButtonProps={{ 'aria-label': common.close }}
      >
        {open === 'export' && <ExportDialog workspace={workspace} />}
        {open === 'import' && <ImportDialog workspace={workspace} onClose={close} />}
      </Modal>
    </>
  )
}
