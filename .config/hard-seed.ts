import process from 'node:process'
import fc from 'fast-check'
import { expect } from 'vitest'

/**
 * Before each file of the hard tests: what is random in it comes from one seed, which is printed and can be given again
 * (`SEED=… pnpm test:hard …`). Properties take it by themselves, everything else from `fc.readConfigureGlobal()`.
 */
const seed = Number(process.env.SEED) || Math.trunc(Math.random() * 2 ** 31)
fc.configureGlobal({ seed })
process.stdout.write(`SEED=${seed} for ${expect.getState().testPath?.split(/[\\/]/).at(-1) ?? 'all'}\n`)
