import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { paths } from '../paths.ts'
import { common } from '../text/common.ts'
import { Door } from '../ui/Door.tsx'

export const NotFoundPage = () => (
  <Door title={common.notFoundTitle} hint={common.notFoundText}>
    <Button component={Link} to={paths.home}>
      {common.goHome}
    </Button>
  </Door>
)
