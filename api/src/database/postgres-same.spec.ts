import { expect, inject, it } from 'vitest'
import { enginesAgree } from '../../test/model/engines-agree.ts'

it('whatever people do, both engines and the contract\'s model agree', async () => {
  await expect(enginesAgree(inject('postgres')!, { runs: 8, commands: 40 })).resolves.toBeUndefined()
}, 60_000)
