/** Origin of the edits a person makes here; undo takes back these and no others. */
export const LOCAL_ORIGIN = 'local'

/** Origin of redirect rows: bookkeeping of an undo, itself never undone. */
export const REDIRECT_ORIGIN = 'redirect'
