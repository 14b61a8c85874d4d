import { problems } from '@orderbeat/shared'
import { expect, test } from 'vitest'
import { ApiError, ConnectionError } from '../api/client.ts'
import { formProblem } from './form-problem.ts'

function refusal(code: keyof typeof problems, more: { errors?: { path: string, message: string }[], retryAfter?: number } = {}): ApiError {
  const { retryAfter = null, ...members } = more
  return new ApiError({ type: `/problems/${code}`, ...problems[code], detail: '', instance: 'r', ...members }, { retryAfter, pollInterval: null })
}

test('an error of the body is told at its field, in our words where we have some', () => {
  const error = refusal('invalid-request', { errors: [{ path: '/email', message: 'must match pattern' }, { path: '/items/0/quantity', message: 'must be <= 999' }] })
  expect(formProblem(error, { email: 'This is no email address.' }).fields).toEqual({ email: 'This is no email address.', items: 'must be <= 999' })
})

test('a field is not called badly written when something else is wrong with it', () => {
  const error = refusal('email-taken', { errors: [{ path: '/email', message: 'has an account already' }] })
  expect(formProblem(error, { email: 'This is no email address.' }).fields).toEqual({ email: 'has an account already' })
})

test('a problem without details is told by its title', () => {
  expect(formProblem(refusal('unavailable')).message).toBe('Not available at the moment.')
})

test('whoever tried too often hears how long to wait', () => {
  expect(formProblem(refusal('too-many-requests', { retryAfter: 30 })).message).toBe('Too many tries. Wait 30 seconds and try again.')
  expect(formProblem(refusal('too-many-requests', { retryAfter: 900 })).message).toContain('15 minutes')
})

test('no answer is told as such, and an error of ours does not blame the person', () => {
  expect(formProblem(new ConnectionError('offline')).message).toContain('did not answer')
  expect(formProblem(new TypeError('x is undefined')).message).not.toContain('undefined')
})
