import type * as Y from 'yjs'

/**
 * What a transaction changed in a type: the keys of a map, null for the content of a list or text; undefined when
 * nothing. (Yjs types the keys of `changed` so narrowly that no shared type fits.)
 */
export const changedKeys = ({ changed }: Y.Transaction, type: unknown): Set<string | null> | undefined =>
  (changed as Map<unknown, Set<string | null>>).get(type)
