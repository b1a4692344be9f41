/** The MIME type under which a code is dragged from the codebook. */
export const CODE_DRAG = 'application/x-polyphony-code'
