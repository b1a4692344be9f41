import { Button } from '@mantine/core'
import { type Import, LIMITS } from '@polyphony/contract'
import { IconFileText, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { formatBytes } from '../../text/format.ts'
import { imports as text } from '../../text/imports.ts'
import { FileDrop } from './FileDrop.tsx'
import { ImportReport } from './ImportReport.tsx'
import styles from './importing.module.css'

interface TranscriptPartProps {
  transcript: Import['transcript']
  reading: boolean
  failure: string | null
  onFile: (file: File) => void
  onRemove: () => void
}

/** The transcript of an import, and what was found in it. */
export const TranscriptPart = ({ transcript, reading, failure, onFile, onRemove }: TranscriptPartProps) => {
  const [error, setError] = useState<string | null>(null)
  if (!transcript)
    return (
      <FileDrop
        label={reading ? text.transcript.reading : text.transcript.drop}
        hint={text.transcript.kinds}
        icon={<IconFileText size={22} stroke={1.6} />}
        maxSize={LIMITS.transcriptBytes}
        tooLarge={text.transcript.tooLarge(formatBytes(LIMITS.transcriptBytes))}
        loading={reading}
        error={error ?? failure}
        onFile={file => {
          setError(null)
          onFile(file)
        }}
        onError={setError}
      />
    )
  return (
    <div className={styles.file}>
      <div className={styles.fileHead}>
        <IconFileText size={20} stroke={1.6} aria-hidden />
        <strong className={styles.fileName}>{transcript.name}</strong>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconX size={14} aria-hidden />}
          onClick={onRemove}
        >
          {text.transcript.remove}
        </Button>
      </div>
      <p className={styles.fileState}>
        {text.transcript.found(transcript.format, transcript.turns, transcript.words)}
      </p>
      <ImportReport entries={transcript.report} />
    </div>
  )
}
