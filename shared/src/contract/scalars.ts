import type { Static, TSchema, TSchemaOptions } from 'typebox'
import Type from 'typebox'

/** An opaque id (UUIDv7 where we make it), in characters that every database keeps. Wherever a path says `:orderId`, the order number serves as well. */
export const Id = Type.String({ minLength: 1, maxLength: 64, pattern: String.raw`^[^\u0000-\u001F\u007F\uD800-\uDFFF]*$` })

/** ISO 8601, UTC, milliseconds: `2026-11-20T09:01:02.345Z`. */
export const Instant = Type.String({ format: 'date-time', examples: ['2026-11-20T09:01:02.345Z'] })

/** ISO 4217, for example EUR. */
export const Currency = Type.String({ pattern: '^[A-Z]{3}$', examples: ['EUR'] })

/** An amount in minor units (cents), up to what fits a 32-bit integer in any database. */
export const Amount = Type.Integer({ minimum: 0, maximum: 2_000_000_000 })

/** One line of text with something in it: no control characters, no broken surrogates. */
export function Line(maxLength: number, options: TSchemaOptions = {}) {
  return Type.String({ minLength: 1, maxLength, pattern: String.raw`^(?=.*\S)[^\u0000-\u001F\u007F\uD800-\uDFFF]*$`, ...options })
}

/** Text of several lines. */
export function Text(maxLength: number, options: TSchemaOptions = {}) {
  return Type.String({ maxLength, pattern: String.raw`^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uD800-\uDFFF]*$`, ...options })
}

/**
 * `schema` or null: a known member without a value is null, never absent.
 * Written as a list of types rather than a union, which serializers would have to try one by one.
 */
export function Nullable<T extends TSchema>(schema: T) {
  const { type, enum: values, ...rest } = schema as T & { type?: string, enum?: unknown[] }
  return Type.Unsafe<Static<T> | null>({
    ...rest,
    ...(values === undefined ? { type: [type, 'null'] } : { enum: [...values, null] }),
  })
}

/** An object with just these members: another one is refused rather than dropped. */
export const strict = { additionalProperties: false } as const
