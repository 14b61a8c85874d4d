import type { sessionWords } from './session-words.ts'

export const session: typeof sessionWords = {
  signIn: 'Anmelden',
  register: 'Konto eröffnen',
  lead: 'Sieh, wo deine Bestellungen sind.',
  leadToCheckout: 'Dann geht es weiter mit deiner Bestellung. Dein Warenkorb wartet.',
  registerLead: 'Ein Ort für alle deine Bestellungen und dafür, wo sie gerade sind.',
  name: 'Name',
  email: 'E-Mail',
  password: 'Passwort',
  passwordHelp: 'Mindestens 8 Zeichen. Ein paar Wörter ergeben ein gutes.',
  openAccount: 'Konto eröffnen',
  signInWithIt: 'Damit anmelden',
  newHere: 'Neu hier?',
  haveOne: 'Du hast schon ein Konto?',
  typePassword: 'Gib dein Passwort ein.',
  demo: 'Das ist die Demo. Tritt ein als',
  wrong: {
    'name': 'Sag uns deinen Namen, in höchstens 80 Zeichen.',
    'email': 'Gib deine E-Mail-Adresse ein, etwa name@example.com.',
    'password': 'Nimm mindestens 8 Zeichen.',
    'invalid-credentials': 'E-Mail oder Passwort stimmt nicht. Sieh dir beides noch einmal an.',
    'email-taken': 'Mit dieser E-Mail-Adresse gibt es schon ein Konto.',
  },
}
