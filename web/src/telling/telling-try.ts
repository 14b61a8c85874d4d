import type { Way } from './telling-choices.ts'
import { useRoute, useRouter } from 'vue-router'
import { useToasts } from '../notifications/notification-toasts.ts'
import { showNotice } from './browser-notice.ts'
import { changeTune, useChime } from './chime.ts'
import { beats } from './signals.ts'
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
