import { useEffect, useState } from 'react'
import { atLeisure } from '../../ui/atLeisure.ts'
import { useDesk } from '../desk/DeskContext.tsx'
import type { Desk } from '../desk/desk.ts'

/** Whether a change of these turns (ids) and highlights (keys) concerns what is shown. */
type Concerns = (desk: Desk, turns: ReadonlySet<string>, keys: ReadonlySet<string>) => boolean

/**
 * A number that changes when any highlight or what is shown of them changed: at leisure, for what looks at all of them,
 * or in the next frame, for what shows a few and answers the person who acts. With `concerns` (always the same function)
 * only changes that it lets through count, and those of comments.
 */
export const useAnnotationsVersion = ({
  prompt = false,
  concerns,
}: {
  prompt?: boolean
  concerns?: Concerns
} = {}): number => {
  const desk = useDesk()
  const [version, setVersion] = useState(0)
  useEffect(() => {
    const { request, cancel } = (prompt ? inNextFrame : atLeisure)(() => setVersion(value => value + 1))
    const disposers = [
      desk.annotations.onChange((turns, keys) => {
        const aboutHighlights = turns.size + keys.size > 0
        if (!concerns || !aboutHighlights || concerns(desk, turns, keys)) request()
      }),
      desk.shown.onChange(request),
    ]
    return () => {
      cancel()
      for (const dispose of disposers) dispose()
    }
  }, [desk, prompt, concerns])
  return version
}

const inNextFrame = (act: () => void) => {
  let frame = 0
  return {
    request() {
      if (frame !== 0) return
      frame = requestAnimationFrame(() => {
        frame = 0
        act()
      })
    },
    cancel: () => cancelAnimationFrame(frame),
  }
}
