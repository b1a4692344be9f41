import { useNetwork } from '@mantine/hooks'
import { IconCloudOff } from '@tabler/icons-react'
import { common } from '../text/common.ts'
import styles from './OfflineBanner.module.css'

/** Says so while the browser has no connection. */
export const OfflineBanner = () => {
  const { online } = useNetwork()
  return (
    <div role="status">
      {!online && (
        <div className={styles.banner}>
          <IconCloudOff size={16} aria-hidden />
          {common.offline}
        </div>
      )}
    </div>
  )
}
