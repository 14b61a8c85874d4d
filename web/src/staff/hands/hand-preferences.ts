import { defineStore } from 'pinia'
import { computed } from 'vue'
import { keptOnDevice } from '../../app/kept-on-device.ts'

/** What somebody who works here has chosen for this device. */
export const useHandPreferences = defineStore('hand-preferences', () => {
  const shortcutsOff = keptOnDevice('orderbeat.shortcuts-off')
  const soundOn = keptOnDevice('orderbeat.new-order-sound')
  const since = keptOnDevice('orderbeat.new-order-sound-since')

  return {
    /** Whether single keys do something. They can be switched off: speech and slips press keys too (WCAG 2.1.4). */
    shortcuts: computed({
      get: () => shortcutsOff.value === null,
      set: (on) => { shortcutsOff.value = on ? null : 'off' },
    }),
    /** Whether new orders are told by sound. Off until somebody wants it, and each time it begins anew. */
    sound: computed({
      get: () => soundOn.value !== null,
      set: (on) => {
        soundOn.value = on ? 'on' : null
        since.value = null
      },
    }),
    /** The newest order that was there when the sound was switched on, as the instant it was placed; '' for none, null for not known yet. */
    soundSince: since,
  }
})
