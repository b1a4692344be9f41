import { Button } from '@mantine/core'
import { IconMapQuestion } from '@tabler/icons-react'
import { Link } from 'react-router'
import { paths } from '../paths.ts'
import { common } from '../text/common.ts'
import { EmptyState } from '../ui/EmptyState.tsx'

export const NotFoundPage = () => (
  <main>
    <title>{`${common.notFoundTitle} · ${common.product}`}</title>
    <EmptyState
      icon={<IconMapQuestion size={24} />}
      title={common.notFoundTitle}
      order={1}
      actions={
        <Button component={Link} to={paths.home}>
          {common.goHome}
        </Button>
      }
    >
      {common.notFoundText}
    </EmptyState>
  </main>
)
