/**
 * A bucket that holds so many goes and gets one back every so many seconds. Goes that are counted at once are one budget for
 * all nodes; the others are counted where they come and told to the other nodes soon.
 */
export interface LimitRule { readonly name: string, readonly most: number, readonly seconds: number }

/** Sums that honest people and machines do not reach; the README says them in words. */
export const limitRules = {
  /** Wrong passwords for one account from one address: a till with an old password stops itself, and nobody beside it. */
  signInHere: { name: 'sign-in here', most: 10, seconds: 60 },
  /** Wrong passwords for one account from everywhere: who guesses from many addresses is slowed all the same. */
  signInAccount: { name: 'sign-in account', most: 100, seconds: 30 },
  /** Wrong passwords for any account from one address, behind which a whole shop may be. */
  signInAddress: { name: 'sign-in address', most: 300, seconds: 2 },
  /** Accounts opened from one address. */
  registration: { name: 'registration', most: 60, seconds: 10 },
  customerWrites: { name: 'customer writes', most: 120, seconds: 1 },
  /** Writes of an account that works here, or of a key. */
  workWrites: { name: 'work writes', most: 1200, seconds: 0.05 },
  /** What is not there, asked for by an account or a key. */
  strays: { name: 'strays', most: 60, seconds: 1 },
  /** What is not there, asked for by nobody in particular from one address. */
  straysFrom: { name: 'strays from', most: 300, seconds: 0.2 },
} as const satisfies Record<string, LimitRule>
