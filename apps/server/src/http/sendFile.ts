import type { Response } from 'express'

/** Sends a file with byte ranges (RFC 9110, section 14) and validators; resolves when it is out or the caller is gone. */
export const sendFile = (response: Response, path: string, type: string): Promise<void> =>
  new Promise((resolve, reject) => {
    response.type(type)
    response.sendFile(path, { cacheControl: false, dotfiles: 'allow' }, error => {
      // A player that seeks hangs up on the range it no longer wants.
      if (!error || (error as NodeJS.ErrnoException).code === 'ECONNABORTED' || response.headersSent)
        resolve()
      else reject(error)
    })
  })
