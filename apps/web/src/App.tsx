import { MantineProvider } from '@mantine/core'
import { ModalsProvider } from '@mantine/modals'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from 'react-router'
import { queryClient } from './api/queryClient.ts'
import { router } from './router.tsx'
import { common } from './text/common.ts'
import { colourSchemeManager, cssVariablesResolver, theme } from './theme/theme.ts'
import { OfflineBanner } from './ui/OfflineBanner.tsx'

/** Everything around the pages. */
export const App = () => (
  <MantineProvider
    theme={theme}
    defaultColorScheme="auto"
    colorSchemeManager={colourSchemeManager}
    cssVariablesResolver={cssVariablesResolver}
  >
    <QueryClientProvider client={queryClient}>
      <ModalsProvider labels={{ confirm: common.close, cancel: common.cancel }}>
        <OfflineBanner />
        <RouterProvider router={router} />
      </ModalsProvider>
      <Notifications position="top-center" limit={4} />
    </QueryClientProvider>
  </MantineProvider>
)
