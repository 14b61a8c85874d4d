import { pluralsOf } from '../words/plural.ts'
import { wordsOf } from '../words/words.ts'

const plural = pluralsOf('en')

/** How polling goes, and the choice to have it slower. */
export const pollingWords = wordsOf('polling', {
  live: 'Live',
  checking: 'Checking',
  paused: 'Paused',
  offline: 'Offline',
  stale: 'Stale',
  lastSeen: (time: string) => `last seen ${time}`,
  updated: (time: string) => `Updated ${time}`,
  whenYouAsk: 'when you ask',
  askNow: 'Check now',
  details: 'Live updates',
  tried: 'Tried',
  checked: 'Checked',
  notYet: 'not yet',
  inVain: (time: string) => `${time}, in vain`,
  nextCheck: 'Next check',
  thisVisit: 'This visit',
  requests: (count: number) => plural(count, { one: '# request', other: '# requests' }),
  about: (size: string) => `about ${size}`,
  howOften: 'Check for news',
  choices: { usual: 'As the shop suggests', 60: 'Every minute', 300: 'Every 5 minutes', paused: 'Paused' },
  hint: 'For everything on this device. A tap on the ring always asks now.',
  pausedHint: 'Paused for everything on this device: choose another to go on. A tap on the ring still asks now.',
})
