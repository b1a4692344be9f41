import { useEffect, useState } from 'react'
import { useDesk } from '../desk/DeskContext.tsx'

/** A number that changes, once a frame at most, when any highlight or what is shown of them changed. */
export const useAnnotationsVersion = (): number => {
  const desk = useDesk()
  const [version, setVersion] = useState(0)
  useEffect(() => {
    let frame = 0
    const later = () => {
      if (frame === 0)
        frame = requestAnimationFrame(() => {
          frame = 0
          setVersion(value => value + 1)
        })
    }
    const disposers = [desk.annotations.onChange(later), desk.shown.onChange(later)]
    return () => {
      cancelAnimationFrame(frame)
      for (const dispose of disposers) dispose()
    }
  }, [desk])
  return version
}
