import { describe, expect, it } from 'vitest'
import { createPasswords } from './passwords.ts'

describe('passwords', () => {
  it('are kept as argon2id and checked against it', async () => {
    const passwords = await createPasswords()
    const hash = await passwords.hash('correct horse')
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await passwords.verify('correct horse', hash)).toBe(true)
    expect(await passwords.verify('battery staple', hash)).toBe(false)
  })

  it('of an unknown account are never right', async () => {
    const passwords = await createPasswords()
    expect(await passwords.verify('anything', null)).toBe(false)
  })
})
