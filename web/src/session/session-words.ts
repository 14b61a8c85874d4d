import { wordsOf } from '../words/words.ts'

/** Signing in and opening an account. */
export const sessionWords = wordsOf('session', {
  signIn: 'Sign in',
  register: 'Open an account',
  lead: 'See where your orders are.',
  leadToCheckout: 'Then we go on with your order. Your basket waits.',
  registerLead: 'One place for all your orders, and for where they are.',
  name: 'Name',
  email: 'Email',
  password: 'Password',
  passwordHelp: 'At least 8 characters. A few words make a good one.',
  openAccount: 'Open the account',
  signInWithIt: 'Sign in with it',
  newHere: 'New here?',
  haveOne: 'Have an account already?',
  typePassword: 'Type your password.',
  demo: 'This is the demo. Come in as',
  /** What is wrong, by field or by the problem's code. */
  wrong: {
    'name': 'Tell us your name, in up to 80 letters.',
    'email': 'Type your email address, like name@example.com.',
    'password': 'Use at least 8 characters.',
    'invalid-credentials': 'Email or password is wrong. Have another look at both.',
    'email-taken': 'There is already an account with this email.',
  },
})
