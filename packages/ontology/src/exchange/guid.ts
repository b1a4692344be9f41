import { v5 } from 'uuid'

const GUID = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/i
/** Of the GUIDs made from our ids: the same code has the same one in every export. */
const NAMESPACE = '6f0b1c0e-3d5a-5c58-9a3e-7d1f2c4b8a90'

/** A GUID as it is compared: lower case, without braces; null for what is none. */
export const readGuid = (text: string): string | null => GUID.exec(text.trim())?.[1]?.toLowerCase() ?? null

/** The GUID of a code, by its id: the id itself where that is one. */
export const guidOf = (id: string): string => readGuid(id) ?? v5(id, NAMESPACE)
