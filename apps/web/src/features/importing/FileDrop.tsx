import { Dropzone } from '@mantine/dropzone'
import type { ReactNode } from 'react'
import { imports as text } from '../../text/imports.ts'
import styles from './importing.module.css'

interface FileDropProps {
  label: string
  hint: string
  icon: ReactNode
  maxSize: number
  tooLarge: string
  loading?: boolean
  error: string | null
  onFile: (file: File) => void
  onError: (message: string) => void
}

/** A place for one file: dropped, or chosen by mouse or keyboard. The server decides what it is. */
export const FileDrop = ({
  label,
  hint,
  icon,
  maxSize,
  tooLarge,
  loading,
  error,
  onFile,
  onError,
}: FileDropProps) => (
  <div>
    <Dropzone
      className={styles.drop}
      multiple={false}
      maxSize={maxSize}
      loading={loading}
      onDrop={files => files[0] && onFile(files[0])}
      onReject={rejections => {
        const large = rejections.some(r => r.errors.some(e => e.code === 'file-too-large'))
        onError(large ? tooLarge : text.refused)
      }}
      inputProps={{ 'aria-label': label }}
    >
      <span className={styles.dropSign} aria-hidden>
        {icon}
      </span>
      <span className={styles.dropLabel}>{label}</span>
      <span className={styles.dropHint}>{hint}</span>
    </Dropzone>
    {error && (
      <p role="alert" className={styles.error}>
        {error}
      </p>
    )}
  </div>
)
