import {
  createContext,
  type ReactNode,
  startTransition,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react'
import { afterPaint } from '../../ui/afterPaint.ts'

interface TextFirstState {
  /** The first turns have been drawn, or are not waited for any longer. */
  shown: boolean
  /** Says that the first turns have been rendered. */
  onText: () => void
}

const Context = createContext<TextFirstState>({ shown: true, onText() {} })

/** The text may be long in coming, or there is none: then what stands around it does not wait, in milliseconds. */
const PATIENCE_MS = 400

/**
 * Opens the desk in an order: the turns one can read come first, then what stands around them (`AfterText`), then the
 * rest of the text. What stands around takes longer to make than the turns do.
 */
export const TextFirst = ({ children }: { children: ReactNode }) => {
  const [rendered, setRendered] = useState(false)
  const [shown, setShown] = useState(false)
  const onText = useCallback(() => setRendered(true), [])
  useEffect(() => {
    const show = () => startTransition(() => setShown(true))
    const timer = setTimeout(show, PATIENCE_MS)
    const cancel = rendered ? afterPaint(show) : undefined
    return () => {
      clearTimeout(timer)
      cancel?.()
    }
  }, [rendered])
  return <Context value={useMemo(() => ({ shown, onText }), [shown, onText])}>{children}</Context>
}

export const useTextFirst = (): TextFirstState => useContext(Context)

/** What stands around the text. */
export const AfterText = ({ children }: { children: ReactNode }) => (useTextFirst().shown ? children : null)
