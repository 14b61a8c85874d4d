/** The ways in which a stored notification is told once: seen as a toast, heard as sound, vibration or a notification of the browser. */
export type Telling = 'seen' | 'heard'

interface Marks { account: string, seen: readonly string[], heard: readonly string[], leftAt: number | null }

const place = 'orderbeat.told'

/** So many ids are kept: more than a page of notifications has, from which they come. */
const most = 100

let unkept: Marks | null = null

/** Which notifications this person has been told on this device, whatever tab told them, and when they left it. */
export function marksOf(account: string): Marks | null {
  const marks = read()
  return marks?.account === account ? marks : null
}

/** Marks notifications as told; what was there before the first mark is no news. */
export function markTold(account: string, tellings: readonly Telling[], ids: readonly string[]): void {
  const marks = marksOf(account) ?? { account, seen: [], heard: [], leftAt: null }
  const more = (telling: Telling): readonly string[] => tellings.includes(telling) ? [...new Set([...marks[telling], ...ids])].slice(-most) : marks[telling]
  write({ ...marks, seen: more('seen'), heard: more('heard') })
}

/** Notes that the person looks away; `now` in milliseconds since 1970. */
export function markLeft(account: string, now: number): void {
  const marks = marksOf(account)
  if (marks !== null)
    write({ ...marks, leftAt: now })
}

/** For a person who has signed out: nothing of theirs stays. */
export function forgetMarks(): void {
  unkept = null
  try {
    localStorage.removeItem(place)
  }
  catch {}
}

function read(): Marks | null {
  try {
    return unkept ?? JSON.parse(localStorage.getItem(place) ?? 'null') as Marks | null
  }
  catch {
    return null
  }
}

/** Where nothing can be kept, it lasts as long as the page. */
function write(marks: Marks): void {
  try {
    localStorage.setItem(place, JSON.stringify(marks))
  }
  catch {
    unkept = marks
  }
}
