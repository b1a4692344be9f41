import { Button, Loader } from '@mantine/core'
import { PolyphonyError } from '@polyphony/contract'
import { type QueryKey, type UseQueryResult, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { patterns as text } from '../../text/patterns.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import styles from './patterns.module.css'

/** Nothing is said of what is computed sooner than this. */
const LATE_MS = 400

interface ComputedProps<T> {
  figure: UseQueryResult<T>
  /** Where it is kept: for stopping it. */
  at: QueryKey
  children: (answer: T, stale: boolean) => ReactNode
}

/** What was computed; while that takes long, says so and lets it be stopped. */
export const Computed = <T,>({ figure, at, children }: ComputedProps<T>) => {
  const client = useQueryClient()
  const busy = figure.isFetching
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!busy) return
    const timer = setTimeout(() => setLate(true), LATE_MS)
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [busy])
  const cancelled = figure.error instanceof PolyphonyError && figure.error.code === 'cancelled'
  if (figure.isError && !cancelled)
    return <ErrorState error={figure.error} onRetry={() => figure.refetch()} />
  const stopped = !busy && (figure.data === undefined || figure.isPlaceholderData)
  return (
    <>
      <div className={styles.computing} role="status">
        {late && busy && (
          <>
            <Loader size="xs" color="var(--soft)" type="bars" aria-hidden />
            <span>{text.computing}</span>
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => void client.cancelQueries({ queryKey: at, exact: true })}
            >
              {text.stop}
            </Button>
          </>
        )}
        {stopped && (
          <Button size="compact-xs" variant="default" onClick={() => void figure.refetch()}>
            {text.again}
          </Button>
        )}
      </div>
      {figure.data !== undefined && children(figure.data, figure.isPlaceholderData)}
    </>
  )
}
