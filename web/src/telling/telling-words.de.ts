import type { tellingWords } from './telling-words.ts'
import { pluralsOf } from '../words/plural.ts'

const plural = pluralsOf('de')

export const telling: typeof tellingWords = {
  title: 'Wie du es erfährst',
  lead: 'Wenn sich bei einer Bestellung etwas tut, kann dieses Gerät es dir auf vier Arten sagen. Was du hier wählst, gilt für dich auf diesem Gerät.',
  language: 'Sprache',
  whileAway: (count, more) => more ? `Während du weg warst: mehr als ${plural(count, { other: '#' })} Neuigkeiten` : `Während du weg warst: ${plural(count, { one: '# Neuigkeit', other: '# Neuigkeiten' })}`,
  latest: title => `Zuletzt: ${title}`,
  updates: count => plural(count, { one: '# Neuigkeit zu deinen Bestellungen', other: '# Neuigkeiten zu deinen Bestellungen' }),
  test: 'Ausprobieren',
  ways: {
    toasts: { name: 'Streifen auf dem Bildschirm', about: 'Ein kurzer Streifen, der von selbst wieder geht, während du hinschaust. Was du selbst tust, wird immer beantwortet.' },
    sound: { name: 'Ton', about: 'Zwei leise Töne, auch wenn die App in einem anderen Tab offen ist.' },
    vibration: { name: 'Vibration', about: 'Zwei kurze Schläge in der Hand, während die App auf dem Bildschirm deines Telefons ist.' },
    browser: { name: 'Mitteilungen des Browsers', about: 'Bei deinen anderen Nachrichten, während die App in einem anderen Tab oder hinter einem anderen Fenster offen ist.' },
  },
  invitation: 'Sag mir, wenn sich etwas tut',
  notNow: 'Nein, danke',
  kept: 'Was du auch wählst: In der Liste deiner Mitteilungen steht alles.',
  hidden: 'Während du nicht hinschaust, fragt die App einmal in der Minute.',
  why: 'Dein Browser wird fragen, ob dieser Shop das darf. Geschickt werden nur die Neuigkeiten deiner Bestellungen, und du kannst es jederzeit wieder verbieten.',
  allow: 'Mitteilungen erlauben',
  denied: 'Diesem Browser wurde gesagt, von hier nichts durchzulassen. Um das zu ändern, öffne das Zeichen vor der Adresse ganz oben (ein Schloss oder zwei kleine Regler), suche „Benachrichtigungen“ und wähle „Zulassen“. Diese Seite merkt es von selbst.',
  missing: {
    toasts: '',
    sound: 'Dieser Browser kann von selbst keine Töne machen.',
    vibration: 'Dieser Browser kann nicht vibrieren: iPhones, Firefox und die meisten Computer lassen das keine Seite tun. Ein Ton oder eine Mitteilung leistet dasselbe.',
    browser: 'Dieser Browser hat keine Mitteilungen für Seiten, oder nur, wo die Adresse mit https beginnt.',
  },
  install: 'Auf iPhones und iPads, ab iOS 16.4, muss die App dafür zuerst auf den Home-Bildschirm:',
  installSteps: {
    share: 'Tippe auf das Teilen-Zeichen des Browsers: ein Quadrat mit einem Pfeil. In neueren Versionen ist es hinter den drei Punkten.',
    add: 'Wähle weiter unten in der Liste „Zum Home-Bildschirm“, und lass „Als Web-App öffnen“ an, wo danach gefragt wird.',
    open: 'Öffne Orderbeat von dort und komm auf diese Seite zurück.',
  },
  noMotor: 'Nichts gespürt? Computer und manche Tablets haben nichts, was vibriert, und Telefone tun es im Stumm- oder Sparmodus nicht.',
  silent: 'Nichts gehört? Schau nach der Lautstärke und dem Schalter für den Stummmodus.',
  nothingShown: 'Nichts gesehen? Vielleicht hält dein System Nachrichten zurück: Schau, ob „Nicht stören“ an ist.',
  tried: { toasts: 'So sieht ein Streifen aus.', browser: 'So wird eine Neuigkeit mitgeteilt.' },
  triedBody: 'Deine Bestellung ONLINE-000042 ist unterwegs',
}
