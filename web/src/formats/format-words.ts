import { wordsOf } from '../words/words.ts'

/** How far away an instant is; the unit is short, for a line that changes every second. */
export const formatWords = wordsOf('formats', {
  justNow: 'just now',
  now: 'now',
  units: { second: 's', minute: 'min', hour: 'h' },
  ago: (amount: string) => `${amount} ago`,
  ahead: (amount: string) => `in ${amount}`,
  atShop: (time: string) => `${time} at the shop`,
})
