import { useEffect, useState } from 'react'
import { atLeisure } from '../../ui/atLeisure.ts'
import { useDesk } from '../desk/DeskContext.tsx'

/**
 * A number that changes when any highlight or what is shown of them changed: at leisure, for what looks at all of them,
 * or in the next frame, for what shows a few and answers the person who acts.
 */
export const useAnnotationsVersion = ({ prompt = false } = {}): number => {
  const desk = useDesk()
  const [version, setVersion] = useState(0)
  useEffect(() => {
    const { request, cancel } = (prompt ? inNextFrame : atLeisure)(() => setVersion(value => value + 1))
    const disposers = [desk.annotations.onChange(request), desk.shown.onChange(request)]
    return () => {
      cancel()
      for (const dispose of disposers) dispose()
    }
  }, [desk, prompt])
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
