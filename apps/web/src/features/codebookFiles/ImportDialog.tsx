import { Text } from '@mantine/core'
import { LIMITS } from '@polyphony/contract'
import { IconFileImport } from '@tabler/icons-react'
import { useState } from 'react'
import type { CodebookUpload } from '../../api/codebookFiles.ts'
import { codebookFiles as text } from '../../text/codebookFiles.ts'
import { formatBytes } from '../../text/format.ts'
import { FileDrop } from '../importing/FileDrop.tsx'
import { ImportReview } from './ImportReview.tsx'
import { readUpload } from './readUpload.ts'

interface ImportDialogProps {
  workspace: string
  onClose: () => void
}

/** Takes a codebook in: first the file, then what it would do, then the doing. */
export const ImportDialog = ({ workspace, onClose }: ImportDialogProps) => {
  const [upload, setUpload] = useState<CodebookUpload | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [opening, setOpening] = useState(false)
  const size = formatBytes(LIMITS.codebookBytes)
  const take = async (file: File) => {
    setProblem(null)
    setOpening(true)
    try {
      setUpload(await readUpload(file))
    } catch {
      setProblem(text.unreadable)
    }
    setOpening(false)
  }
  if (upload)
    return (
      <ImportReview
        key={upload.id}
        workspace={workspace}
        upload={upload}
        onClose={onClose}
        onAnother={() => setUpload(null)}
      />
    )
  return (
    <>
      <Text size="sm" c="dimmed" lh={1.6} mb="md">
        {text.importHint}
      </Text>
      <FileDrop
        label={text.drop}
        hint={text.kinds(size)}
        icon={<IconFileImport size={22} />}
        maxSize={LIMITS.codebookBytes}
        tooLarge={text.tooLarge(size)}
        loading={opening}
        error={problem}
        onFile={take}
        onError={setProblem}
      />
    </>
  )
}
