import type { formatWords } from './format-words.ts'

export const formats: typeof formatWords = {
  justNow: 'gerade eben',
  now: 'jetzt',
  units: { second: 'Sek.', minute: 'Min.', hour: 'Std.' },
  ago: amount => `vor ${amount}`,
  ahead: amount => `in ${amount}`,
  atShop: time => `${time} im Shop`,
}
