import { pluralsOf } from '../words/plural.ts'
import { wordsOf } from '../words/words.ts'

const plural = pluralsOf('en')

/** What the test page of the demo says. */
export const playgroundWords = wordsOf('playground', {
  lead: 'For those who evaluate or debug: watch one of your orders, play the shop, cut the connection, and see every request and what it costs. Only in the demo, and only in this tab.',
  order: 'Order to watch',
  watching: 'Watching',
  watchingAbout: 'Off: the status is read once, then only when you ask.',
  place: 'Place a test order',
  none: 'You have no orders yet.',
  shop: 'Play the shop',
  shopAbout: 'Moves the order as the demo’s staff would, by the public API. This page learns of it as any customer does: when it asks.',
  over: 'Nothing more can happen to this order.',
  moved: (words: string) => `The shop says: ${words}`,
  moveFailed: 'The shop could not do that. Start the demo anew, or try another move.',
  connection: 'Connection',
  weather: {
    fine: 'Everything goes through.',
    silent: 'No answer comes, as when the server is gone. The next beat after it finds out.',
    offline: 'The browser has no network, and knows it. Back online it asks at once.',
    refusing: 'Everything is refused with 503 and Retry-After.',
    slow: 'Every answer comes three seconds late.',
  },
  cut: { silent: 'Server gone, 60 s', offline: 'No network, 60 s', refusing: 'Refusing, 60 s', slow: 'Slow, 60 s' },
  left: (seconds: number) => `${seconds} s left`,
  end: 'End it now',
  polls: 'What is being asked',
  poll: { name: 'Poll', state: 'State', asked: 'Asked', interval: 'Shop says' },
  states: { live: 'live', paused: 'resting', offline: 'no answer', stale: 'refused' },
  every: (seconds: number) => seconds === -1 ? 'no more' : `every ${seconds} s`,
  never: 'not yet',
  requests: 'Requests',
  sum: (count: number, unchanged: number, size: string) => `${plural(count, { one: '# request', other: '# requests' })}, ${unchanged} of them unchanged (304), about ${size}`,
  head: { at: 'At', request: 'Request', answer: 'Answer', ms: 'ms', bytes: 'Bytes' },
  conditional: 'with a tag',
  noAnswer: 'no answer',
  waiting: 'on its way',
  forget: 'Empty the list',
  noRequests: 'Nothing has been asked yet.',
}, 'staff')
