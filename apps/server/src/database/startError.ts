/** The server cannot start, for a reason that a person can mend; `message` says what to do. */
export class StartError extends Error {
  override readonly name = 'StartError'
}
