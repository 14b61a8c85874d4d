import Type from 'typebox'
import { Nullable } from './scalars.ts'

/** The place to go on from, as the API gave it. Opaque: nobody else makes one. */
export const Cursor = Type.String({ minLength: 1, maxLength: 512 })

/** The query of a list that is paged by keyset: `before` goes on where the last page ended. */
export const pageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
  before: Type.Optional(Cursor),
}

/** Beyond this a total is not counted but null. */
export const exactTotal = 10_000

/** What every page answers beside its items. */
export const pageAnswer = {
  total: Nullable(Type.Integer({ description: `Exact up to ${exactTotal}, null above.` })),
  nextCursor: Nullable(Type.String({ description: 'For `before`; null on the last page.' })),
}
