import { pluralsOf } from '../words/plural.ts'
import { wordsOf } from '../words/words.ts'

const plural = pluralsOf('en')

/** How one is told, and why something cannot be. */
export const tellingWords = wordsOf('telling', {
  title: 'How you are told',
  lead: 'When an order moves, this device can tell you in four ways. What you choose here holds for you on this device.',
  language: 'Language',
  whileAway: (count: number, more: boolean) => more ? `While you were away: more than ${plural(count, { other: '#' })} updates` : `While you were away: ${plural(count, { one: '# update', other: '# updates' })}`,
  latest: (title: string) => `Latest: ${title}`,
  updates: (count: number) => plural(count, { one: '# update on your orders', other: '# updates on your orders' }),
  test: 'Try it',
  ways: {
    toasts: { name: 'Strips on the screen', about: 'A short strip that goes by itself, while you look at the app. What you do yourself is always answered.' },
    sound: { name: 'Sound', about: 'Two soft notes, also while the app is open in another tab.' },
    vibration: { name: 'Vibration', about: 'Two short beats in your hand, while the app is on the screen of your phone.' },
    browser: { name: 'Notifications of the browser', about: 'Beside your other messages, while the app is open in another tab or behind another window.' },
  },
  invitation: 'Tell me when it moves',
  notNow: 'No, thank you',
  kept: 'Whatever you choose, everything stays in your list of notifications.',
  hidden: 'While you do not look, the app asks once a minute.',
  why: 'Your browser will ask whether this shop may do that. Nothing but the news of your orders is sent, and you can forbid it again at any time.',
  allow: 'Allow notifications',
  denied: 'This browser has been told to let nothing through from here. To change that, open the sign in front of the address at the top (a lock, or two little sliders), find “Notifications” and choose “Allow”. This page notices by itself.',
  missing: {
    toasts: '',
    sound: 'This browser cannot make sounds by itself.',
    vibration: 'This browser cannot vibrate: iPhones, Firefox and most computers do not let a page do it. A sound or a notification does the same.',
    browser: 'This browser has no notifications for pages, or only where the address begins with https.',
  },
  install: 'iPhones and iPads, from iOS 16.4 on, want the app on your home screen first:',
  installSteps: {
    share: 'Tap the share sign of the browser: a square with an arrow. In newer versions it is behind the three dots.',
    add: 'Choose “Add to Home Screen”, further down in the list, and leave “Open as Web App” on where it is asked.',
    open: 'Open Orderbeat from there, and come back to this page.',
  },
  noMotor: 'Nothing moved? Computers and some tablets have nothing to vibrate with, and phones do not in silent or saving mode.',
  silent: 'Nothing to hear? Look at the volume, and at the switch for silent mode.',
  nothingShown: 'Nothing to see? Your system may hold messages back: look whether “do not disturb” is on.',
  tried: { toasts: 'This is how a strip looks.', browser: 'This is how a change is told.' },
  triedBody: 'Your order ONLINE-000042 is on its way',
})
