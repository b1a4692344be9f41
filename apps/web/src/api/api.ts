import { createApiClient } from '@polyphony/contract'

/** The server's routes, called with the browser's session cookie. */
export const api = createApiClient({ baseUrl: '' })
