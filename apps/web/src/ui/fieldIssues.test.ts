import { PolyphonyError } from '@polyphony/contract'
import { describe, expect, it } from 'vitest'
import { fieldIssues } from './fieldIssues.ts'

describe('fieldIssues', () => {
  const refused = (...issues: { path: string; message: string }[]) =>
    new PolyphonyError('invalid-input', 'Two things are wrong.', { issues })

  it('puts each issue at the field it names, whatever it is nested in', () => {
    const error = refused(
      { path: 'email', message: 'not an address' },
      { path: 'body.account.password', message: 'too short' },
    )
    expect(fieldIssues(error, ['email', 'password'])).toEqual({
      fields: { email: 'not an address', password: 'too short' },
      message: null,
    })
  })

  it('keeps the first of several issues with one field', () => {
    const error = refused({ path: 'name', message: 'first' }, { path: 'name', message: 'second' })
    expect(fieldIssues(error, ['name']).fields).toEqual({ name: 'first' })
  })

  it('says what belongs to no field above the form', () => {
    const error = refused({ path: 'name', message: 'taken' }, { path: 'token', message: 'used' })
    expect(fieldIssues(error, ['name'])).toEqual({
      fields: { name: 'taken' },
      message: 'Two things are wrong.',
    })
  })

  it('shows an error without issues as it is', () => {
    expect(fieldIssues(new PolyphonyError('wrong-credentials', 'No.'), ['email'])).toEqual({
      fields: {},
      message: 'No.',
    })
  })
})
