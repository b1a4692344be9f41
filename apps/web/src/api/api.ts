import { createApiClient } from '@polyphony/contract'
import { fetchOrAskedAhead } from './askedAhead.ts'

/** The server's routes, called with the browser's session cookie. */
export const api = createApiClient({ baseUrl: '', fetch: fetchOrAskedAhead })
