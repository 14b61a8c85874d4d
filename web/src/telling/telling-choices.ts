import { defineStore } from 'pinia'
import { computed } from 'vue'
import { keptOnDevice } from '../app/kept-on-device.ts'
import { useSession } from '../session/session-store.ts'

/** The ways in which one can be told. */
export type Way = 'toasts' | 'sound' | 'vibration' | 'browser'
export type Choices = Readonly<Record<Way, boolean>>

const usual: Choices = { toasts: true, sound: false, vibration: false, browser: false }

/** How each person who uses this device wants to be told on it. It stays on the device, and nobody else's choice counts. */
export const useTellingChoices = defineStore('telling-choices', () => {
  const session = useSession()
  const kept = keptOnDevice('orderbeat.telling')
  const everybody = computed(() => choicesIn(kept.value))
  const mine = computed<Choices>(() => ({ ...usual, ...everybody.value[session.account?.id ?? ''] }))

  function choose(way: Way, on: boolean): void {
    if (session.account !== null)
      kept.value = JSON.stringify({ ...everybody.value, [session.account.id]: { ...mine.value, [way]: on } })
  }

  return { mine, choose }
})

/** Whether somebody has said on this device that they do not want to be invited to notifications. It stays there. */
export const useInvitation = defineStore('telling-invitation', () => {
  const kept = keptOnDevice('orderbeat.not-invited')
  return { declined: computed(() => kept.value !== null), decline: () => void (kept.value = 'declined') }
})

function choicesIn(text: string | null): Record<string, Partial<Choices>> {
  try {
    return JSON.parse(text ?? '{}') as Record<string, Partial<Choices>>
  }
  catch {
    return {}
  }
}
