/** MongoDB's error codes used here, by name. */
const CODES = {
  InternalError: 1,
  BadValue: 2,
  FailedToParse: 9,
  TypeMismatch: 14,
  InvalidLength: 16,
  IllegalOperation: 20,
  InvalidBSON: 22,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  DollarPrefixedFieldName: 52,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  ShutdownInProgress: 91,
  CommandNotSupported: 115,
  DocumentValidationFailure: 121,
  InvalidPipelineOperator: 168,
  QueryPlanKilled: 175,
  ConversionFailure: 241,
  NoSuchTransaction: 251,
  OperationNotSupportedInTransaction: 263,
  DuplicateKey: 11000,
  BSONObjectTooLarge: 10334,
  OutOfDiskSpace: 14031,
} as const

export type ErrorName = keyof typeof CODES

/** An error a client receives: MongoDB's code, its name, its text and further fields such as `keyValue`. */
export class CommandError extends Error {
  readonly code: number
  readonly codeName: string
  readonly details: Record<string, unknown>

  constructor(code: number, codeName: string, message: string, details: Record<string, unknown> = {}) {
    super(message)
    this.name = 'CommandError'
    this.code = code
    this.codeName = codeName
    this.details = details
  }
}

/**
 * Throws the error MongoDB would answer with.
 * @param kind MongoDB's name of the error, or a bare number for its unnamed ("Location…") errors
 */
export function fail(kind: ErrorName | number, message: string, details?: Record<string, unknown>): never {
  if (typeof kind === 'number') throw new CommandError(kind, `Location${kind}`, message, details)
  throw new CommandError(CODES[kind], kind, message, details)
}

/** The reply document of a failed command. */
export function errorReply(error: unknown): Record<string, unknown> {
  const { code, codeName, message, details } = toCommandError(error)
  return { ok: 0, errmsg: message, code, codeName, ...details }
}

/** An entry of `writeErrors` for the statement at `index`. */
export function writeError(error: CommandError, index: number): Record<string, unknown> {
  return { index, code: error.code, errmsg: error.message, ...error.details }
}

const DISK_FULL = /ENOSPC|no space left|MDB_MAP_FULL|EDQUOT|disk quota/i

/** EIO is what LMDB makes of a write that the disk took only a part of: mostly a full one. */
const DISK_ERRORS = new Set<unknown>([5, 28, 'EIO', 'ENOSPC', -30792])

/** Turns whatever was thrown into an error with a code: a full disk has MongoDB's own. */
export function toCommandError(error: unknown): CommandError {
  if (error instanceof CommandError) return error
  const message = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (DISK_ERRORS.has(code) || DISK_FULL.test(message)) {
    return new CommandError(
      CODES.OutOfDiskSpace,
      'OutOfDiskSpace',
      `The disk of the data folder is full or failing; nothing of this write was stored (${message})`,
    )
  }
  if (error instanceof Error && error.name === 'BSONError') {
    return new CommandError(CODES.InvalidBSON, 'InvalidBSON', message)
  }
  return new CommandError(CODES.InternalError, 'InternalError', message)
}
