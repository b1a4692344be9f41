import type { UseFormReturnType } from '@mantine/form'
import { useState } from 'react'
import { fieldIssues } from './fieldIssues.ts'

/**
 * Sends a form: while it is under way `sending` is true; what the server refuses stands at its fields, and what
 * belongs to none of them in `failure`.
 */
export const useFormSubmit = <Values extends Record<string, unknown>>(
  form: UseFormReturnType<Values>,
  send: (values: Values) => Promise<unknown>,
) => {
  const [failure, setFailure] = useState<string | null>(null)
  const [sending, setSending] = useState(false)
  const onSubmit = form.onSubmit(async values => {
    setFailure(null)
    setSending(true)
    try {
      await send(values)
    } catch (error) {
      const { fields, message } = fieldIssues(error, Object.keys(values))
      form.setErrors(fields)
      setFailure(message)
    } finally {
      setSending(false)
    }
  })
  return { onSubmit, sending, failure, setFailure }
}
