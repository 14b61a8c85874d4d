import type { playgroundWords } from './playground-words.ts'
import { pluralsOf } from '../words/plural.ts'

const plural = pluralsOf('de')

export const playground: typeof playgroundWords = {
  lead: 'Für alle, die prüfen oder Fehler suchen: Beobachte eine deiner Bestellungen, spiele den Shop, kappe die Verbindung und sieh jede Anfrage und was sie kostet. Nur im Demo und nur in diesem Tab.',
  order: 'Beobachtete Bestellung',
  watching: 'Beobachten',
  watchingAbout: 'Aus: Der Stand wird einmal gelesen, danach nur, wenn du fragst.',
  place: 'Testbestellung aufgeben',
  none: 'Du hast noch keine Bestellungen.',
  shop: 'Den Shop spielen',
  shopAbout: 'Bewegt die Bestellung, wie es die Leute im Demo täten, über die öffentliche API. Diese Seite erfährt es wie jede Kundschaft: wenn sie fragt.',
  over: 'Mit dieser Bestellung kann nichts mehr geschehen.',
  moved: words => `Der Shop sagt: ${words}`,
  moveFailed: 'Das konnte der Shop nicht. Starte das Demo neu oder versuche einen anderen Schritt.',
  connection: 'Verbindung',
  weather: {
    fine: 'Alles kommt durch.',
    silent: 'Es kommt keine Antwort, als wäre der Server weg. Der nächste Schlag danach merkt es.',
    offline: 'Der Browser hat kein Netz und weiß es. Wieder online fragt er sofort.',
    refusing: 'Alles wird mit 503 und Retry-After abgelehnt.',
    slow: 'Jede Antwort kommt drei Sekunden zu spät.',
  },
  cut: { silent: 'Server weg, 60 s', offline: 'Kein Netz, 60 s', refusing: 'Ablehnen, 60 s', slow: 'Langsam, 60 s' },
  left: seconds => `noch ${seconds} s`,
  end: 'Jetzt beenden',
  polls: 'Was gefragt wird',
  poll: { name: 'Abfrage', state: 'Stand', asked: 'Gefragt', interval: 'Der Shop sagt' },
  states: { live: 'läuft', paused: 'ruht', offline: 'keine Antwort', stale: 'abgelehnt' },
  every: seconds => seconds === -1 ? 'nicht mehr' : `alle ${seconds} s`,
  never: 'noch nicht',
  requests: 'Anfragen',
  sum: (count, unchanged, size) => `${plural(count, { one: '# Anfrage', other: '# Anfragen' })}, davon ${unchanged} unverändert (304), etwa ${size}`,
  head: { at: 'Um', request: 'Anfrage', answer: 'Antwort', ms: 'ms', bytes: 'Bytes' },
  conditional: 'mit Marke',
  noAnswer: 'keine Antwort',
  waiting: 'unterwegs',
  forget: 'Liste leeren',
  noRequests: 'Noch wurde nichts gefragt.',
}
