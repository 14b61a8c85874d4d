import type { FieldError } from '@orderbeat/shared'
import { ApiError, ConnectionError } from '../api/client.ts'

/** What went wrong with a form: a sentence for the whole, and one for each field by its name in the request's body. */
export interface FormProblem {
  code: string
  message: string
  fields: Record<string, string>
}

/**
 * Puts a rejected request into words. `words` are our own, by problem code and, for a body that is not valid, by field
 * name: they know the form, while the API speaks to programs as well.
 */
export function formProblem(error: unknown, words: Record<string, string> = {}): FormProblem {
  if (error instanceof ConnectionError)
    return { code: 'connection', message: words.connection ?? 'The shop did not answer. Check your connection and try again.', fields: {} }
  if (!(error instanceof ApiError))
    return { code: 'unexpected', message: 'Something went wrong here. Reload the page and try again.', fields: {} }
  const fields = fieldWords(error.problem.errors ?? [], error.code === 'invalid-request' ? words : {})
  if (error.code === 'too-many-requests')
    return { code: error.code, message: `Too many tries. Wait ${waitOf(error.retryAfter)} and try again.`, fields }
  return { code: error.code, message: words[error.code] ?? sentence(error.problem), fields }
}

function fieldWords(errors: readonly FieldError[], words: Record<string, string>): Record<string, string> {
  return Object.fromEntries(errors.map(({ path, message }) => {
    const name = path.split('/')[1] ?? ''
    return [name, words[name] ?? message]
  }))
}

function sentence({ title, detail }: { title: string, detail: string }): string {
  return detail === '' ? `${title}.` : detail
}

function waitOf(seconds: number | null): string {
  if (seconds === null)
    return 'a moment'
  return seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
}

/** Moves to the first field that has something to say, or else to what says it for the whole form. */
export function focusProblem(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-problem]')?.focus()
}
