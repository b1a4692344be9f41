import { PolyphonyError } from '@polyphony/contract'
import { errorMessage } from './notify.ts'

export interface FieldIssues {
  /** By field, what is wrong with it. */
  fields: Record<string, string>
  /** What belongs to no field of the form; null when the fields say it all. */
  message: string | null
}

/**
 * Shares an error out over a form: each issue goes to the field its path names (`email`, `body.email`,
 * `account.email`), and the rest is said above the form.
 */
export const fieldIssues = (error: unknown, names: readonly string[]): FieldIssues => {
  const fields: Record<string, string> = {}
  let left = 0
  for (const issue of (error instanceof PolyphonyError && error.issues) || []) {
    const parts = issue.path.split(/[.[\]]+/).filter(Boolean)
    const name = names.find(n => parts.includes(n))
    if (name === undefined) left++
    else fields[name] ??= issue.message
  }
  const told = Object.keys(fields).length > 0 && left === 0
  return { fields, message: told ? null : errorMessage(error) }
}
