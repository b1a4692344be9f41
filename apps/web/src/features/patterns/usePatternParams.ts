import { useCallback } from 'react'
import { useSearchParams } from 'react-router'

/** What is shown stands in the address, so that a figure can be linked to; what is as usual does not. */
export const usePatternParams = () => {
  const [params, setParams] = useSearchParams()
  const get = <T extends string>(name: string, allowed: readonly T[]): T => {
    const value = params.get(name) as T | null
    return value !== null && allowed.includes(value) ? value : allowed[0]!
  }
  const number = (name: string, usual: number, max: number): number => {
    const value = Number(params.get(name) ?? usual)
    return Number.isInteger(value) && value >= 1 && value <= max ? value : usual
  }
  const set = useCallback(
    (changes: Record<string, string | null>) =>
      setParams(
        known => {
          const next = new URLSearchParams(known)
          for (const [name, value] of Object.entries(changes))
            if (value === null) next.delete(name)
            else next.set(name, value)
          return next
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParams],
  )
  return { params, get, number, set }
}
export type PatternParams = ReturnType<typeof usePatternParams>
