import type { FastifyRequest } from 'fastify'

/**
 * Where a request comes from, as limits count it: an IPv4 address, or the first half of an IPv6 one, because a household or a
 * rented server has the whole second half to itself. What `X-Forwarded-For` says counts behind trusted proxies only.
 */
export function addressOf(request: FastifyRequest): string {
  return networkOf(request.ip)
}

export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped !== null)
    return mapped[1]!
  if (!address.includes(':'))
    return address
  const [before = '', after] = address.split('%', 1)[0]!.split('::')
  const groups = before.split(':').filter(group => group !== '')
  const rest = (after ?? '').split(':').filter(group => group !== '')
  const zeros = after === undefined ? 0 : 8 - groups.length - rest.length
  const all = [...groups, ...Array.from<string>({ length: zeros }).fill('0'), ...rest]
  return `${all.slice(0, 4).map(group => group.toLowerCase().replace(/^0+(?=.)/, '')).join(':')}::/64`
}
