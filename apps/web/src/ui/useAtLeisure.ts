import { startTransition, useEffect, useRef, useState } from 'react'
import { atLeisure, REST_FIRST_MS } from './atLeisure.ts'

/**
 * Follows a value at leisure, for what may be worked out a moment after the rest of a change has been painted. What was
 * undefined is followed at once.
 */
export const useAtLeisure = <T>(value: T): T => {
  const [followed, setFollowed] = useState(value)
  const latest = useRef(value)
  latest.current = value
  const leisure = useRef<ReturnType<typeof atLeisure>>(null)
  leisure.current ??= atLeisure(() => startTransition(() => setFollowed(() => latest.current)), REST_FIRST_MS)
  useEffect(() => {
    if (followed !== value) leisure.current?.request()
  }, [followed, value])
  useEffect(() => () => leisure.current?.cancel(), [])
  return followed === undefined ? value : followed
}
