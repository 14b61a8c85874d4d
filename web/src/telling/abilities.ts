import type { Way } from './telling-choices.ts'
import { defineStore } from 'pinia'
import { ref } from 'vue'

/**
 * What this browser can do of a way to be told:
 * - ready: it can
 * - ask: it can, once the person has allowed it
 * - denied: the person has forbidden it, and only they can allow it again, in the browser
 * - missing: it cannot
 * - install: it can once the app is on the home screen, as on iPhones and iPads
 */
export type Ability = 'ready' | 'ask' | 'denied' | 'missing' | 'install'

/** What this browser can do, kept current: people change permissions in the browser's own settings. */
export const useAbilities = defineStore('abilities', () => {
  const now = ref(abilities())
  const look = (): void => void (now.value = abilities())
  document.addEventListener('visibilitychange', look)
  void navigator.permissions?.query({ name: 'notifications' }).then(status => status.addEventListener('change', look)).catch(() => {})

  /** Asks the person to allow notifications. Only in a gesture: browsers refuse it otherwise. */
  async function ask(): Promise<Ability> {
    await Notification.requestPermission()
    look()
    return now.value.browser
  }

  return { now, ask }
})

function abilities(): Record<Way, Ability> {
  return {
    toasts: 'ready',
    sound: typeof AudioContext === 'undefined' ? 'missing' : 'ready',
    vibration: typeof navigator.vibrate === 'function' ? 'ready' : 'missing',
    browser: notifications(),
  }
}

const permissions = { default: 'ask', granted: 'ready', denied: 'denied' } as const

function notifications(): Ability {
  if (typeof Notification === 'undefined')
    return isApplePhone() && !isInstalled() ? 'install' : 'missing'
  return permissions[Notification.permission]
}

/** iPads call themselves Macs, but have fingers on them. */
function isApplePhone(): boolean {
  return /iPhone|iPad|iPod/.test(navigator.userAgent) || (navigator.platform === 'MacIntel' && navigator.maxTouchPoints > 1)
}

function isInstalled(): boolean {
  return (navigator as Navigator & { standalone?: boolean }).standalone === true || matchMedia('(display-mode: standalone)').matches
}
