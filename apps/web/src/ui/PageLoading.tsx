import { Loader } from '@mantine/core'
import { useEffect, useState } from 'react'
import { common } from '../text/common.ts'
import styles from './states.module.css'

/** While something is fetched. Shows itself only after a moment, so that fast answers do not flicker. */
export const PageLoading = ({ label = common.loading }: { label?: string }) => {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 250)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className={styles.loading} role="status">
      {late && (
        <>
          <Loader size="sm" color="var(--soft)" type="bars" aria-hidden />
          <span>{label}</span>
        </>
      )}
    </div>
  )
}
