import type { Static } from 'typebox'
import Type from 'typebox'
import { Id, Line } from './scalars.ts'

export const roles = ['customer', 'staff', 'admin'] as const
export const Role = Type.Enum([...roles])
export type Role = Static<typeof Role>

export const Account = Type.Object({
  id: Id,
  name: Type.String(),
  email: Type.String(),
  role: Role,
}, { title: 'Account' })
export type Account = Static<typeof Account>

/** What a person types about themselves. */
export const accountFields = {
  name: Line(80),
  email: Type.String({ maxLength: 254, pattern: String.raw`^[^\s@\u0000-\u001F]+@[^\s@\u0000-\u001F]+\.[^\s@\u0000-\u001F]+$`, examples: ['ana@example.com'] }),
  password: Type.String({ minLength: 8, maxLength: 200, description: 'At least 8 characters (NIST SP 800-63B).' }),
}
