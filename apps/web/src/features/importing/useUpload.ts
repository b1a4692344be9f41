import { ErrorBody, UPLOADS_PATH } from '@polyphony/contract'
import { useCallback, useEffect, useRef, useState } from 'react'
import { DetailedError, Upload } from 'tus-js-client'
import { errorMessage } from '../../ui/notify.ts'

export interface UploadState {
  phase: 'idle' | 'sending' | 'paused' | 'failed' | 'sent'
  /** 0–1 */
  progress: number
  error: string | null
}

const idle: UploadState = { phase: 'idle', progress: 0, error: null }

/** What the server said when it refused an upload; a broken connection has no such words. */
const refusal = (error: Error): string => {
  if (error instanceof DetailedError && error.originalResponse) {
    try {
      return ErrorBody.parse(JSON.parse(error.originalResponse.getBody())).error.message
    } catch {
      // Not in our words: a proxy's page, or nothing at all.
      return error.originalResponse.getBody().slice(0, 200) || error.message
    }
  }
  return errorMessage(error)
}

/**
 * Sends a recording in pieces that survive a lost connection. Leaving the page stops the sending; what was sent stays
 * on the server until the import is given up.
 */
export const useUpload = (onSent: () => void) => {
  const [state, setState] = useState<UploadState>(idle)
  const upload = useRef<Upload | null>(null)
  const sent = useRef(onSent)
  sent.current = onSent

  useEffect(() => () => void upload.current?.abort(), [])

  const start = useCallback((importId: string, file: File) => {
    setState({ phase: 'sending', progress: 0, error: null })
    upload.current = new Upload(file, {
      endpoint: UPLOADS_PATH,
      metadata: { import: importId, name: file.name },
      chunkSize: 16 * 1024 * 1024,
      retryDelays: [0, 1000, 3000, 8000, 15_000],
      // Every import is new: an older upload of the same file must not be taken up again.
      storeFingerprintForResuming: false,
      onProgress: (bytes, total) =>
        setState(now => (now.phase === 'sending' ? { ...now, progress: total ? bytes / total : 0 } : now)),
      onError: error => setState(now => ({ ...now, phase: 'failed', error: refusal(error) })),
      onSuccess: () => {
        setState({ phase: 'sent', progress: 1, error: null })
        sent.current()
      },
    })
    upload.current.start()
  }, [])

  const pause = useCallback(async () => {
    await upload.current?.abort()
    setState(now => ({ ...now, phase: 'paused' }))
  }, [])

  const resume = useCallback(() => {
    setState(now => ({ ...now, phase: 'sending', error: null }))
    upload.current?.start()
  }, [])

  /** Stops and forgets; deleting what was sent is the import's business. */
  const cancel = useCallback(async () => {
    await upload.current?.abort()
    upload.current = null
    setState(idle)
  }, [])

  return { ...state, start, pause, resume, cancel }
}
