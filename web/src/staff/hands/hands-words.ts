import { pluralsOf } from '../../words/plural.ts'
import { wordsOf } from '../../words/words.ts'

const plural = pluralsOf('en')

/** What the palette of commands, the sheet of shortcuts and the bell say. `also` are words by which a command is found too. */
export const handsWords = wordsOf('hands', {
  commands: 'Commands',
  search: 'Search orders and commands',
  searchHint: 'Order, customer, page or command',
  found: 'Orders and commands',
  close: 'Close',
  groups: { orders: 'Orders', go: 'Go to', do: 'Do' },
  searchFailed: 'The orders could not be searched.',
  searching: 'Searching…',
  nothing: 'Nothing fits.',
  results: (count: number) => plural(count, { one: '# result', other: '# results' }),
  newOrders: { label: 'New orders', also: 'pending' },
  readAll: { label: 'Mark all notifications read', nothing: 'There is nothing unread.', done: 'All notifications are marked as read.', failed: 'The notifications could not be marked as read. Try again in a moment.' },
  sound: { on: 'Switch the sound for new orders on', off: 'Switch the sound for new orders off', also: 'bell mute volume', isOn: 'New orders are told by sound on this device.', isOff: 'New orders are told without a sound.' },
  coloursAlso: 'theme mode night day',
  sheet: { label: 'Keyboard shortcuts and sound', also: 'help keys test' },
  shortcuts: 'Keyboard shortcuts',
  singleKeys: 'Single keys',
  keysOn: 'On this device. Never while you type.',
  keysOff: 'Off on this device. The commands are still there.',
  soundForNew: 'Sound for new orders',
  soundAbout: 'On this device, every 20 seconds until the order is opened or moved.',
  testSound: 'Test the sound',
  clickToHear: 'A new order is waiting. Click anywhere to hear it here.',
  keys: { control: 'Ctrl', enter: 'Enter', escape: 'Esc' },
  between: { or: 'or', then: 'then' },
  inTheList: 'In the list of orders',
  everywhere: 'Everywhere',
  does: {
    next: 'Next order',
    previous: 'Previous order',
    open: 'Open it',
    step: 'Do its next step',
    select: 'Select it, or not',
    undo: 'Undo what was just done',
    search: 'Search',
    toTheList: 'From the search to the list',
    sheet: 'This sheet',
    close: 'Close what is open',
  },
}, 'staff')
