import { InvalidRequestError } from '../domain-error.ts'

/**
 * Whether a write meant for some versions may act on this one (RFC 9110 §13.1.1): `"3"`, a list, or `*`.
 * A weak tag never matches. Throws InvalidRequestError for what is no list of entity tags.
 */
export function holds(versions: string | undefined, version: number): boolean {
  if (versions === undefined || versions.trim() === '*')
    return true
  const tags = versions.split(',').map(tag => tag.trim())
  if (!tags.every(tag => /^(?:W\/)?"[^"]*"$/.test(tag)))
    throw new InvalidRequestError([{ path: '/headers/if-match', message: 'must be entity tags such as "3"' }])
  return tags.includes(`"${version}"`)
}
