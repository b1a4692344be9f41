import { Button, Progress } from '@mantine/core'
import { type Import, LIMITS } from '@polyphony/contract'
import { IconMicrophone, IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { formatBytes, formatTime } from '../../text/format.ts'
import { imports as text } from '../../text/imports.ts'
import { FileDrop } from './FileDrop.tsx'
import styles from './importing.module.css'
import type { useUpload } from './useUpload.ts'

const percent = (share: number): number => Math.round(share * 100)

interface RecordingPartProps {
  recording: Import['recording']
  upload: ReturnType<typeof useUpload>
  fileName: string | null
  onFile: (file: File) => void
  onRemove: () => void
}

/** The recording of an import: handed over, on its way, being read, or ready. */
export const RecordingPart = ({ recording, upload, fileName, onFile, onRemove }: RecordingPartProps) => {
  const [error, setError] = useState<string | null>(null)
  const name = fileName ?? recording?.name
  if (!name || (upload.phase === 'idle' && !recording))
    return (
      <FileDrop
        label={text.recording.drop}
        hint={text.recording.kinds(formatBytes(LIMITS.recordingBytes))}
        icon={<IconMicrophone size={22} stroke={1.6} />}
        maxSize={LIMITS.recordingBytes}
        tooLarge={text.recording.tooLarge(formatBytes(LIMITS.recordingBytes))}
        error={error}
        onFile={file => {
          setError(null)
          onFile(file)
        }}
        onError={setError}
      />
    )
  const onItsWay = upload.phase === 'sending' || upload.phase === 'paused' || upload.phase === 'failed'
  const failure =
    upload.error ??
    recording?.error?.message ??
    (upload.phase === 'idle' && recording?.state === 'uploading' ? text.recording.interrupted : null)
  return (
    <div className={styles.file}>
      <div className={styles.fileHead}>
        <IconMicrophone size={20} stroke={1.6} aria-hidden />
        <strong className={styles.fileName}>{name}</strong>
        {upload.phase === 'sending' && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlayerPause size={14} aria-hidden />}
            onClick={upload.pause}
          >
            {text.recording.pause}
          </Button>
        )}
        {(upload.phase === 'paused' || upload.phase === 'failed') && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlayerPlay size={14} aria-hidden />}
            onClick={upload.resume}
          >
            {text.recording.resume}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconX size={14} aria-hidden />}
          onClick={onRemove}
        >
          {text.recording.remove}
        </Button>
      </div>
      <p className={styles.fileState} aria-live="polite">
        {stateWords(recording, upload)}
      </p>
      {(onItsWay || (recording && recording.state !== 'ready' && recording.state !== 'failed')) && (
        <Progress
          aria-label={text.recording.label}
          value={percent(
            onItsWay ? upload.progress : recording?.state === 'queued' ? 0 : (recording?.progress ?? 0),
          )}
          size="sm"
          color="var(--accent)"
        />
      )}
      {failure && (
        <p role="alert" className={styles.error}>
          {failure}
        </p>
      )}
      {recording?.warning && <p className={styles.warning}>{recording.warning}</p>}
    </div>
  )
}

const stateWords = (recording: Import['recording'], upload: ReturnType<typeof useUpload>): string => {
  if (upload.phase === 'sending') return text.recording.sending(percent(upload.progress))
  if (upload.phase === 'paused' || upload.phase === 'failed')
    return text.recording.paused(percent(upload.progress))
  switch (recording?.state) {
    case 'reading':
      return text.recording.reading(percent(recording.progress))
    case 'ready':
      return text.recording.ready(formatTime(recording.duration ?? 0))
    case 'failed':
      return ''
    case 'uploading':
      return upload.phase === 'sent' ? text.recording.queued : ''
    default:
      return text.recording.queued
  }
}
