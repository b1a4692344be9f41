/** Path of Hocuspocus's own protocol. */
export const COLLAB_PATH = '/collab'
/** Under it, `/yjs/<document>`, any y-websocket client finds the same documents. */
export const YJS_PATH = '/yjs'
/** Recordings are handed over here by the tus protocol, with the metadata `import` (its id) and `name`. */
export const UPLOADS_PATH = '/api/uploads'
