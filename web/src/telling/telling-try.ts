import type { Way } from './telling-choices.ts'
import { useRoute, useRouter } from 'vue-router'
import { useToasts } from '../notifications/notification-toasts.ts'
import { useAbilities } from './abilities.ts'
import { showNotice } from './browser-notice.ts'
import { changeTune, useChime } from './chime.ts'
import { beats } from './signals.ts'
import { useTellingChoices } from './telling-choices.ts'
import { tellingWords } from './telling-words.ts'

/** Gives a way to try each way of being told, as a change would use it. To be called in a gesture, which sound and vibration want. */
export function useTelling(): (way: Way) => void {
  const toasts = useToasts()
  const chime = useChime()
  const router = useRouter()
  const route = useRoute()

  const tries: Record<Way, () => void> = {
    toasts: () => toasts.own(tellingWords.tried.toasts, 'info', undefined, tellingWords.triedBody),
    sound: () => chime.test(changeTune),
    vibration: () => void navigator.vibrate?.(beats),
    browser: () => void showNotice({ id: 'try', title: tellingWords.tried.browser, body: tellingWords.triedBody, path: route.fullPath }, path => void router.push(path)).catch(() => toasts.failed(tellingWords.nothingShown)),
  }
  return way => tries[way]()
}

/** Gives a way to ask for notifications of the browser, in a gesture; once allowed, they are on and show what they do. */
export function useAsking(): () => Promise<void> {
  const abilities = useAbilities()
  const choices = useTellingChoices()
  const tryOut = useTelling()
  return async () => {
    if (await abilities.ask() === 'ready') {
      choices.choose('browser', true)
      tryOut('browser')
    }
  }
}
