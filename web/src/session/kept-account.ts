import type { Account } from '@orderbeat/shared'

/** The database in which this device keeps what belongs to an account: see offline/device-store.ts. */
export const deviceDatabase = 'orderbeat'

const place = 'orderbeat.account'

/** Whom the device knows. `over`: their session has ended, so nothing of theirs is shown. */
type Mark = Pick<Account, 'id' | 'name' | 'role'> & { over?: boolean }

/**
 * Who is signed in on this device, as far as it can tell without the API; null for nobody. No token is kept, nor the
 * email address: this only says whose orders may be shown while there is no connection.
 */
export function keptAccount(): Account | null {
  const mark = read()
  return mark === null || mark.over === true ? null : { id: mark.id, name: mark.name, role: mark.role, email: '' }
}

/** Remembers who has signed in here. What was kept for somebody else is gone with that. */
export function keepAccount({ id, name, role }: Account): void {
  if (read()?.id !== id)
    forgetDevice()
  write({ id, name, role })
}

/**
 * Notes that the session of an account was ended by the shop: nothing of theirs is shown any more, but what they wanted to
 * have sent is sent when they sign in again.
 */
export function endKeptAccount(id: string | undefined): void {
  const mark = read()
  if (mark !== null && mark.id === id)
    write({ ...mark, over: true })
}

/** Forgets everything that is kept here for whoever has signed out. */
export function forgetDevice(): void {
  writeText(place, null)
  try {
    // Tabs that have it open close it when they hear of this.
    indexedDB.deleteDatabase(deviceDatabase)
  }
  catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

const unheard = 'orderbeat.signed-out'

/** Whether somebody has signed out here without the API hearing of it: its cookie would still sign them in. */
export const signedOutUnheard = {
  is: (): boolean => readText(unheard) !== null,
  note: (): void => writeText(unheard, 'unheard'),
  forget: (): void => writeText(unheard, null),
}

/** Hears when another tab signs out, or signs in somebody: `take` gets who is signed in on the device from then on. */
export function onOtherAccount(take: (account: Account | null) => void): void {
  window.addEventListener('storage', (event) => {
    if (event.key === place || event.key === null)
      take(keptAccount())
  })
}

function read(): Mark | null {
  try {
    const mark = JSON.parse(readText(place) ?? 'null') as Mark | null
    return typeof mark?.id === 'string' && typeof mark.name === 'string' && ['customer', 'staff', 'admin'].includes(mark.role) ? mark : null
  }
  catch {
    return null
  }
}

function write(mark: Mark): void {
  writeText(place, JSON.stringify(mark))
}

function readText(name: string): string | null {
  try {
    return localStorage.getItem(name)
  }
  catch {
    return null
  }
}

function writeText(name: string, text: string | null): void {
  try {
    if (text === null)
      localStorage.removeItem(name)
    else
      localStorage.setItem(name, text)
  }
  catch {
    // Then the app opens signed out while there is no connection.
  }
}
