import { defineStore } from 'pinia'
import { ref, watch } from 'vue'

/** What a person can choose for everything on this device: as the shop suggests, slower, or not at all (WCAG 2.2.2). Seconds. */
export const pollChoices = ['usual', 60, 300, 'paused'] as const
export type PollChoice = typeof pollChoices[number]

const place = 'orderbeat-polling'

/** How often the person wants pages to refresh by themselves. It stays on this device and holds for all that is polled. */
export const usePollPreference = defineStore('poll-preference', () => {
  const choice = ref<PollChoice>(remembered())
  watch(choice, value => remember(value), { flush: 'sync' })
  return { choice }
})

/** The least milliseconds between two requests that a choice wants; infinite for none at all. */
export function leastBeat(choice: PollChoice): number {
  if (choice === 'paused')
    return Number.POSITIVE_INFINITY
  return choice === 'usual' ? 0 : choice * 1000
}

function remembered(): PollChoice {
  try {
    return pollChoices.find(choice => String(choice) === localStorage.getItem(place)) ?? 'usual'
  }
  catch {
    return 'usual'
  }
}

/** Where nothing can be kept, the choice lasts as long as the page. */
function remember(choice: PollChoice): void {
  try {
    localStorage.setItem(place, String(choice))
  }
  catch {}
}
