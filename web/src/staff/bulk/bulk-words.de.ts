import type { bulkWords } from './bulk-words.ts'
import { pluralsOf } from '../../words/plural.ts'

const plural = pluralsOf('de')
const orders = (count: number): string => plural(count, { one: '# Bestellung', other: '# Bestellungen' })

export const bulk: typeof bulkWords = {
  selection: 'Auswahl',
  selected: count => `${count} ausgewählt`,
  elsewhere: count => `${count} nicht auf dieser Seite`,
  selectAll: count => `Alle ${count} passenden auswählen`,
  selectFirst: count => `Die ersten ${count} passenden auswählen`,
  most: count => `Mehr als ${count} auf einmal gehen nicht.`,
  mostOf: (count, matching) => `Mehr als ${count} auf einmal gehen nicht; es passen ${matching}.`,
  notAllRead: why => `Nicht alle konnten gelesen werden: ${why}`,
  newStatus: 'Neuer Status',
  apply: 'Anwenden',
  clear: 'Auswahl aufheben',
  title: (count, status) => `${orders(count)} auf „${status}“ setzen`,
  about: 'Zuerst die Vorschau: Geändert wird erst, wenn du es bestätigst.',
  looking: count => `${plural(count, { one: '# Bestellung wird', other: '# Bestellungen werden' })} geprüft …`,
  close: 'Schließen',
  cancel: 'Abbrechen',
  run: count => `${orders(count)} ändern`,
  undoAll: 'Alle zurücknehmen',
  undoAllOf: count => plural(count, { one: 'Zurücknehmen', other: 'Alle # zurücknehmen' }),
  commentAbout: 'Steht danach bei jeder dieser Bestellungen. Nur wer hier arbeitet, sieht ihn.',
  skips: count => count === 0 ? 'Auch Bestellungen, die einen Schritt überspringen' : plural(count, { one: 'Auch die Bestellung, die einen Schritt überspringt', other: 'Auch die # Bestellungen, die einen Schritt überspringen' }),
  groups: {
    'updated': {
      preview: status => `Werden auf „${status}“ gesetzt`,
      result: status => `Jetzt „${status}“`,
      undone: () => 'Zurückgenommen',
    },
    'unchanged': {
      preview: status => `Schon „${status}“`,
      result: status => `Waren schon „${status}“`,
      undone: status => `Waren schon „${status}“`,
    },
    'refused': {
      preview: () => 'Werden abgelehnt',
      result: () => 'Abgelehnt',
      undone: () => 'Konnten nicht zurückgenommen werden',
    },
    'changed': {
      preview: () => 'Inzwischen geändert',
      result: () => 'Nicht angerührt: inzwischen geändert',
      undone: () => 'Nicht angerührt: inzwischen geändert',
    },
    'not-found': {
      preview: () => 'Nicht gefunden',
      result: () => 'Nicht gefunden',
      undone: () => 'Nicht gefunden',
    },
  },
  wouldLeaveOut: statuses => `Sie würde überspringen: ${statuses}.`,
  newerVersion: () => 'Es gibt einen neueren Stand als den, der ausgewählt wurde.',
  movable: (movable, all, status) => `${movable} von ${orders(all)} ${plural(movable, { one: 'wird', other: 'werden' })} auf „${status}“ gesetzt. Noch ist nichts geändert.`,
  noneMovable: status => `Keine Bestellung kann auf „${status}“ gesetzt werden. Es wurde nichts geändert.`,
  moved: (moved, all, status) => `${moved} von ${orders(all)} ${plural(moved, { one: 'ist', other: 'sind' })} jetzt „${status}“. In spätestens 60 Sek. sieht es die Kundschaft.`,
  noneMoved: 'Keine Bestellung wurde geändert.',
  back: back => `${plural(back, { one: 'Die Bestellung ist', other: 'Alle # Bestellungen sind' })} wieder wie vorher. Die Korrektur ist in spätestens 60 Sek. bei der Kundschaft.`,
  backOf: (back, all) => `${back} von ${orders(all)} ${plural(back, { one: 'ist', other: 'sind' })} wieder wie vorher. Die Korrektur ist in spätestens 60 Sek. bei der Kundschaft.`,
  notBack: why => `Die Bestellungen wurden nicht zurückgenommen: ${why}`,
  lostRun: 'Es kam keine Antwort, vielleicht ist es geschehen, vielleicht nicht. Versuche es noch einmal: Nichts geschieht doppelt.',
  lost: 'Der Shop ist nicht erreichbar. Versuche es noch einmal.',
}
