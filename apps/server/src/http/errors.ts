import { PolyphonyError } from '@polyphony/contract'
import type { z } from 'zod'

/** Every failure as an error of the contract; one that nobody foresaw becomes `internal-error`, its cause kept. */
export const toPolyphonyError = (error: unknown): PolyphonyError => {
  if (error instanceof PolyphonyError) return error
  const { name, code, type, status, limit } = asFields(error)

  // Of express.json() and of Express itself.
  if (type === 'entity.too.large')
    return new PolyphonyError(
      'too-large',
      `This is more than the server takes in one request (${Math.round(Number(limit) / 1024 ** 2)} MB).`,
    )
  if (type === 'entity.parse.failed')
    return new PolyphonyError('invalid-input', 'The body of the request is not valid JSON.')
  if (type === 'request.aborted') return new PolyphonyError('cancelled', 'The request was broken off.')
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new PolyphonyError('invalid-input', 'The request cannot be read.', { cause: error })

  if (code === 'ENOSPC' || code === 'EDQUOT' || code === OUT_OF_DISK_SPACE)
    return new PolyphonyError(
      'disk-full',
      'The disk of the server is full. Nothing was saved; free some space.',
      {
        cause: error,
      },
    )
  if (code === DUPLICATE_KEY)
    return new PolyphonyError('already-exists', 'This exists already.', { cause: error })
  if (typeof name === 'string' && (CONNECTION_ERRORS.has(name) || /buffering timed out/.test(String(error))))
    return new PolyphonyError('unavailable', 'The database cannot be reached. Try again in a moment.', {
      cause: error,
    })
  return new PolyphonyError('internal-error', 'Something went wrong on the server.', { cause: error })
}

/** MongoDB's `OutOfDiskSpace` */
const OUT_OF_DISK_SPACE = 14_031
const DUPLICATE_KEY = 11_000
const CONNECTION_ERRORS = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongooseServerSelectionError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoPoolClearedError',
  'PoolClearedOnNetworkError',
  'MongoClientClosedError',
])

const asFields = (error: unknown): Record<string, unknown> =>
  typeof error === 'object' && error !== null ? { ...error, name: (error as Error).name } : {}

/** What zod found wrong, under the part of the request it stands in (`body`, `query`, `params`). */
export const invalidInput = (part: string, error: z.ZodError): PolyphonyError => {
  const issues = error.issues.map(issue => ({
    path: [part, ...issue.path].join('.'),
    message: issue.message,
  }))
  const first = issues[0]
  return new PolyphonyError(
    'invalid-input',
    first ? `${first.path}: ${first.message}` : 'The request cannot be read.',
    { issues },
  )
}
