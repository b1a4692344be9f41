import { useComputedColorScheme } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'

interface Ground {
  scheme: 'light' | 'dark'
  /** The system chooses the colours; the tokens name them then. */
  forced: boolean
}

const NOW = { getInitialValueInEffect: false }

/**
 * What a picture is drawn on, which the browser does not colour as it does elements: when it changes, the picture is
 * drawn anew. Where the system chooses the colours it is as light or dark as the system says, whatever was chosen here.
 */
export const useGround = (): Ground => {
  const chosen = useComputedColorScheme('light')
  const forced = useMediaQuery('(forced-colors: active)', false, NOW)
  const darkSystem = useMediaQuery('(prefers-color-scheme: dark)', false, NOW)
  const system = darkSystem ? 'dark' : 'light'
  return { scheme: forced ? system : chosen, forced }
}
