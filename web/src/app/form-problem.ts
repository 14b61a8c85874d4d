import type { FieldError } from '@orderbeat/shared'
import { ApiError, ConnectionError } from '../api/client.ts'
import { appWords } from './app-words.ts'

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
    return { code: 'connection', message: words.connection ?? appWords.problems.connection, fields: {} }
  if (!(error instanceof ApiError))
    return { code: 'unexpected', message: appWords.problems.unexpected, fields: {} }
  const fields = fieldWords(error.problem.errors ?? [], error.code === 'invalid-request' ? words : {})
  if (error.code === 'too-many-requests')
    return { code: error.code, message: appWords.tooManyTries(waitOf(error.retryAfter)), fields }
  return { code: error.code, message: words[error.code] ?? sentence(error), fields }
}

function fieldWords(errors: readonly FieldError[], words: Record<string, string>): Record<string, string> {
  return Object.fromEntries(errors.map(({ path, message }) => {
    const name = path.split('/')[1] ?? ''
    return [name, words[name] ?? message]
  }))
}

/** A code that we have no words for is told as the API tells it. */
function sentence({ code, problem: { title, detail } }: ApiError): string {
  const words: Readonly<Record<string, string>> = appWords.problems
  return words[code] ?? (detail === '' ? `${title}.` : detail)
}

/** A failed request as a sentence, where there is no form. */
export function problemInWords(error: unknown): string {
  return formProblem(error).message
}

function waitOf(seconds: number | null): string {
  if (seconds === null)
    return appWords.aMoment
  return seconds < 90 ? appWords.seconds(seconds) : appWords.minutes(Math.ceil(seconds / 60))
}

/** Moves to the first field that has something to say, or else to what says it for the whole form. */
export function focusProblem(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-problem]')?.focus()
}
