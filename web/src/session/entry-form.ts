import type { Ref } from 'vue'
import type { FormProblem } from '../app/form-problem.ts'
import { nextTick, ref, shallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { startOf, wantedPage } from '../app/access.ts'
import { focusProblem, formProblem } from '../app/form-problem.ts'
import { useSession } from './session-store.ts'
import { sessionWords } from './session-words.ts'

/**
 * A form that lets somebody in: `enter` sends it, and whoever is in goes on to where they wanted to go. `check` finds
 * what the API would refuse anyway. `form` is the form element, to move to what is wrong.
 */
export function useEntryForm(form: Readonly<Ref<HTMLFormElement | null>>, check: () => string[], enter: () => Promise<void>) {
  const session = useSession()
  const router = useRouter()
  const route = useRoute()
  const problem = shallowRef<FormProblem | null>(null)
  const sending = ref(false)

  async function submit(): Promise<void> {
    if (sending.value)
      return
    const wrong = check()
    const words: Readonly<Record<string, string>> = sessionWords.wrong
    problem.value = wrong.length === 0 ? null : { code: 'invalid-request', message: '', fields: Object.fromEntries(wrong.map(name => [name, words[name]!])) }
    if (problem.value === null)
      await send()
    await nextTick()
    focusProblem(form.value)
  }

  async function send(): Promise<void> {
    sending.value = true
    try {
      await enter()
      await router.replace(wantedPage(route.query.then) ?? startOf(session.account!.role))
    }
    catch (error) {
      problem.value = formProblem(error, sessionWords.wrong)
    }
    finally {
      sending.value = false
    }
  }

  return { problem, sending, submit }
}

/** Something, an at sign, something with a dot in between: what the API wants as well, without two dots in a row. */
export function looksLikeEmail(email: string): boolean {
  return /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(email)
}
