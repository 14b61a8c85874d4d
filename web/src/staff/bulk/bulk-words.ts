import { pluralsOf } from '../../words/plural.ts'
import { wordsOf } from '../../words/words.ts'

const plural = pluralsOf('en')
const orders = (count: number): string => plural(count, { one: '# order', other: '# orders' })

/** What picking many orders and moving them at once says. */
export const bulkWords = wordsOf('bulk', {
  selection: 'Selection',
  selected: (count: number) => `${count} selected`,
  elsewhere: (count: number) => `${count} not on this page`,
  selectAll: (count: number) => `Select all ${count} matching`,
  selectFirst: (count: number) => `Select the first ${count} matching`,
  most: (count: number) => `${count} at a time are the most.`,
  mostOf: (count: number, matching: string) => `${count} at a time are the most, of ${matching} that match.`,
  notAllRead: (why: string) => `Not all could be read: ${why}`,
  newStatus: 'New status',
  apply: 'Apply',
  clear: 'Clear the selection',
  title: (count: number, status: string) => `Move ${orders(count)} to ${status}`,
  about: 'A preview first: nothing is written before you run it.',
  looking: (count: number) => `Looking at ${orders(count)} …`,
  close: 'Close',
  cancel: 'Cancel',
  run: (count: number) => `Move ${orders(count)}`,
  undoAll: 'Undo all',
  undoAllOf: (count: number) => `Undo all ${count}`,
  commentAbout: 'Kept with every order of this run. Only people who work here see it.',
  skips: (count: number) => count === 0 ? 'Also orders that leave out a step' : plural(count, { one: 'Also the order that leaves out a step', other: 'Also the # orders that leave out a step' }),
  groups: {
    'updated': {
      preview: (status: string) => `Will be ${status}`,
      result: (status: string) => `Now ${status}`,
      undone: (_status: string) => 'Taken back',
    },
    'unchanged': {
      preview: (_status: string, label: string) => `${label} already`,
      result: (status: string) => `Were ${status} already`,
      undone: (status: string) => `Were ${status} already`,
    },
    'refused': {
      preview: (_status: string) => 'Will be refused',
      result: (_status: string) => 'Refused',
      undone: (_status: string) => 'Could not be taken back',
    },
    'changed': {
      preview: (_status: string) => 'Changed since you saw them',
      result: (_status: string) => 'Left alone: changed since you saw them',
      undone: (_status: string) => 'Left alone: changed since you saw them',
    },
    'not-found': {
      preview: (_status: string) => 'Not found',
      result: (_status: string) => 'Not found',
      undone: (_status: string) => 'Not found',
    },
  },
  wouldLeaveOut: (statuses: string) => `It would leave out: ${statuses}.`,
  /** The API's own reason is English: other languages say what they can tell without it. */
  newerVersion: (reason: string) => reason,
  movable: (movable: number, all: number, status: string) => `${movable} of ${orders(all)} will be ${status}. Nothing has been written yet.`,
  noneMovable: (status: string) => `No order can be ${status}. Nothing has been written.`,
  moved: (moved: number, all: number, status: string) => `${moved} of ${orders(all)} ${moved === 1 ? 'is' : 'are'} now ${status}. Customers will see it within 60 s.`,
  noneMoved: 'No order was changed.',
  back: (back: number) => `${plural(back, { one: 'The order is back to what it was', other: 'All # orders are back to what they were' })}. Customers will see the correction within 60 s.`,
  backOf: (back: number, all: number) => `${back} of ${orders(all)} ${back === 1 ? 'is back to what it was' : 'are back to what they were'}. Customers will see the correction within 60 s.`,
  notBack: (why: string) => `The orders were not taken back: ${why}`,
  lostRun: 'No answer came, so it may have happened or not. Try again: nothing is done twice.',
  lost: 'The shop cannot be reached. Try again.',
}, 'staff')
