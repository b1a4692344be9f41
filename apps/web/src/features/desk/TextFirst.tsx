import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { afterPaint } from '../../ui/afterPaint.ts'

/** What is made of a desk, one after the other. */
const STEPS = ['text', 'recording', 'header', 'beside'] as const
type Step = (typeof STEPS)[number]

interface TextFirstState {
  step: Step
  /** Says that the first turns have been rendered. */
  onText: () => void
}

const Context = createContext<TextFirstState>({ step: 'beside', onText() {} })

/** The text may be long in coming, or there is none: then the rest does not wait for it, in milliseconds. */
const PATIENCE_MS = 400

/**
 * Opens the desk step by step, each drawn before the next is made: the turns one can read, the recording, the tools in the
 * header, then what stands beside the text (`AfterText`); the rest of the turns comes last. What stands around the first
 * turns takes longer to make than they do.
 */
export const TextFirst = ({ children }: { children: ReactNode }) => {
  const [rendered, setRendered] = useState(false)
  const [step, setStep] = useState<Step>('text')
  const onText = useCallback(() => setRendered(true), [])
  useEffect(() => {
    const next = STEPS[STEPS.indexOf(step) + 1]
    if (!next) return
    // No transition: what comes in of others' work would put it off again and again.
    const go = () => setStep(next)
    const timer = setTimeout(go, PATIENCE_MS)
    const cancel = rendered ? afterPaint(go) : undefined
    return () => {
      clearTimeout(timer)
      cancel?.()
    }
  }, [step, rendered])
  return <Context value={useMemo(() => ({ step, onText }), [step, onText])}>{children}</Context>
}

export const useTextFirst = (): TextFirstState => useContext(Context)

/** What stands around the text: made when the desk has come so far. */
export const AfterText = ({ at = 'beside', children }: { at?: Step; children: ReactNode }) => {
  const { step } = useTextFirst()
  return STEPS.indexOf(step) >= STEPS.indexOf(at) ? children : null
}
