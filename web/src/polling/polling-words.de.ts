import type { pollingWords } from './polling-words.ts'
import { pluralsOf } from '../words/plural.ts'

const plural = pluralsOf('de')

export const polling: typeof pollingWords = {
  live: 'Live',
  checking: 'Wird geprüft',
  paused: 'Pausiert',
  offline: 'Offline',
  stale: 'Veraltet',
  lastSeen: time => `Stand von ${time}`,
  updated: time => `Aktualisiert ${time}`,
  whenYouAsk: 'wenn du fragst',
  askNow: 'Jetzt prüfen',
  details: 'Automatische Aktualisierung',
  tried: 'Versucht',
  checked: 'Geprüft',
  notYet: 'noch nicht',
  inVain: time => `${time}, vergeblich`,
  nextCheck: 'Nächste Prüfung',
  thisVisit: 'Dieser Besuch',
  requests: count => plural(count, { one: '# Anfrage', other: '# Anfragen' }),
  about: size => `etwa ${size}`,
  howOften: 'Nach Neuem sehen',
  choices: { usual: 'Wie der Shop es vorschlägt', 60: 'Jede Minute', 300: 'Alle 5 Minuten', paused: 'Pausiert' },
  hint: 'Gilt für alles auf diesem Gerät. Ein Tipp auf den Ring fragt immer sofort.',
  pausedHint: 'Pausiert für alles auf diesem Gerät: Wähle etwas anderes, damit es weitergeht. Ein Tipp auf den Ring fragt trotzdem sofort.',
}
