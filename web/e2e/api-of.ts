import type { Endpoint, Input, Output } from '@orderbeat/shared'
import { logIn, urlOf } from '@orderbeat/shared'

/** What an account does past the browser: calls endpoints with a token of its own. */
export type Account = <E extends Endpoint>(endpoint: E, input?: Input<E>) => Promise<Output<E>>

/** Signs in and gives the way to call as that account. Throws at anything but success. */
export async function apiOf(origin: string, email: string, password = 'orderbeat-demo'): Promise<Account> {
  let token = ''
  const call: Account = async (endpoint, input) => {
    const answer = await fetch(origin + urlOf(endpoint, input), {
      method: endpoint.method,
      headers: { authorization: `Bearer ${token}`, ...(input?.body !== undefined && { 'content-type': 'application/json' }), ...input?.headers as Record<string, string> },
      ...(input?.body !== undefined && { body: JSON.stringify(input.body) }),
    })
    if (!answer.ok)
      throw new Error(`${endpoint.schema.operationId}: ${answer.status} ${await answer.text()}`)
    return await answer.json() as never
  }
  token = (await call(logIn, { body: { email, password } })).accessToken
  return call
}
