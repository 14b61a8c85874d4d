import type { App } from './app-type.ts'
import { DomainError } from '../domain-error.ts'

/** Longer than any address of the contract with all that its query may hold. */
const longestAddress = 4096

/** Refuses addresses that no caller of ours has. After the empty answers to polls, whose address is known. */
export function refuseLongAddresses(app: App): void {
  app.addHook('preParsing', (request, _reply, _payload, done) => {
    if (request.url.length > longestAddress)
      throw new DomainError('address-too-long', `An address may have ${longestAddress} bytes.`)
    done()
  })
}

const headers = Object.entries({
  'content-security-policy': 'default-src \'none\'; frame-ancestors \'none\'',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
})

/**
 * Has no answer with a body taken for a page or a script, framed, or kept where the polling headers do not say so.
 * @see https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers
 */
export function closeAnswers(app: App): void {
  app.addHook('onSend', (_request, reply, _payload, done) => {
    for (const [name, value] of headers) {
      if (!reply.hasHeader(name))
        void reply.header(name, value)
    }
    done()
  })
}
