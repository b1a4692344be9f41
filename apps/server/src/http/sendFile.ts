import { PolyphonyError } from '@polyphony/contract'
import type { Response } from 'express'

/**
 * Sends a file with byte ranges (RFC 9110, section 14) and validators; resolves when it is out or the caller is gone.
 * @throws not-found when the file is not there
 */
export const sendFile = (response: Response, path: string, type: string): Promise<void> =>
  new Promise((resolve, reject) => {
    response.type(type)
    response.sendFile(path, { cacheControl: false, dotfiles: 'allow' }, error => {
      const { status, code, headers } = (error ?? {}) as SendError
      // A player that seeks hangs up on the range it no longer wants.
      if (!error || code === 'ECONNABORTED' || response.headersSent) return resolve()
      if (status === 416) {
        response
          .status(416)
          .set(headers ?? {})
          .end()
        return resolve()
      }
      if (status !== 404) return reject(error)
      const message = 'The file is missing on the server; its administrator can find it in a backup.'
      reject(new PolyphonyError('not-found', message, { cause: error }))
    })
  })

/** What the `send` package says of a failure. */
interface SendError {
  status?: number
  code?: string
  headers?: Record<string, string>
}
