import type { Place } from '../database/page.ts'
import { Buffer } from 'node:buffer'
import { InvalidRequestError } from '../domain-error.ts'

/** Where a list goes on, as an opaque text. `list` keeps a cursor of one order of rows from being used on another. */
export function cursorOf(list: string, place: Place | null): string | null {
  return place === null ? null : Buffer.from(JSON.stringify([list, place.value, place.id])).toString('base64url')
}

/** The place a cursor stands for. Throws InvalidRequestError for anything this list has not given out. */
export function placeOf(list: string, cursor: string | undefined, path = '/before'): Place | null {
  if (cursor === undefined)
    return null
  const parsed = parse(cursor)
  if (Array.isArray(parsed) && parsed[0] === list && Number.isSafeInteger(parsed[1]) && typeof parsed[2] === 'string')
    return { value: parsed[1] as number, id: parsed[2] }
  throw new InvalidRequestError([{ path, message: 'is not a cursor of this list' }])
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  }
  catch {
    return null
  }
}
