import { Alert } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'

/** Why a form was refused, above its fields. */
export const FormFailure = ({ message }: { message: string | null }) =>
  message && (
    <Alert role="alert" color="danger" icon={<IconAlertTriangle size={18} aria-hidden />} className="failure">
      {message}
    </Alert>
  )
