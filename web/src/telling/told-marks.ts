/** The ways in which a stored notification is told once: seen as a toast, heard as sound, vibration or a notification of the browser. */
export type Telling = 'seen' | 'heard'

/** What a person has been told on this device, by ids of notifications, and when they left it, in milliseconds since 1970. */
interface Marks { seen: readonly string[], heard: readonly string[], leftAt: number | null }

const place = 'orderbeat.told '

/** So many ids are kept of each: more than a page of notifications has, from which they come. */
const most = 100

/** Where nothing can be kept, it lasts as long as the page. */
const unkept = new Map<string, string>()

/** Which notifications this person has been told on this device, whatever tab told them, and when they left it. */
export function marksOf(account: string): Marks | null {
  const items = read()
  if (items.get('account') !== account)
    return null
  const left = items.get('left')
  return { seen: idsIn(items, 'seen'), heard: idsIn(items, 'heard'), leftAt: left === undefined ? null : Number(left) }
}

/**
 * Marks notifications as told; what was there before the first mark is no news. Each mark is an item of its own: tabs learn a
 * moment late what others have written, and a list that each of them writes anew would lose some.
 */
export function markTold(account: string, tellings: readonly Telling[], ids: readonly string[]): void {
  if (marksOf(account) === null) {
    forgetMarks()
    write('account', account)
  }
  tellings.forEach(telling => ids.forEach(id => write(`${telling} ${id}`, '')))
  const items = read()
  // Ids begin with the time at which they were made.
  tellings.forEach(telling => idsIn(items, telling).toSorted().slice(0, -most).forEach(id => remove(`${telling} ${id}`)))
}

/** Notes that the person looks away; `now` in milliseconds since 1970. */
export function markLeft(account: string, now: number): void {
  if (marksOf(account) !== null)
    write('left', String(now))
}

/** For a person who has signed out: nothing of theirs stays. */
export function forgetMarks(): void {
  [...read().keys()].forEach(remove)
}

function idsIn(items: ReadonlyMap<string, string>, telling: Telling): string[] {
  return [...items.keys()].filter(name => name.startsWith(`${telling} `)).map(name => name.slice(telling.length + 1))
}

function read(): ReadonlyMap<string, string> {
  try {
    const kept = Object.entries(localStorage).filter(([name]) => name.startsWith(place)).map(([name, value]) => [name.slice(place.length), value as string] as const)
    return new Map([...unkept, ...kept])
  }
  catch {
    return unkept
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(place + name, value)
  }
  catch {
    unkept.set(name, value)
  }
}

function remove(name: string): void {
  unkept.delete(name)
  try {
    localStorage.removeItem(place + name)
  }
  catch {}
}
