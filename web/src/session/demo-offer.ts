import type { Role } from '@orderbeat/shared'

/** The accounts one may come in as, where the shop is only a demo. */
export interface DemoOffer {
  password: string
  accounts: { name: string, email: string, role: Role }[]
}

/** What the server wrote into the page, or null in a real shop. */
export function demoOffer(page: Document = document): DemoOffer | null {
  const offer = page.querySelector<HTMLMetaElement>('meta[name="orderbeat-demo"]')
  return offer === null ? null : JSON.parse(offer.content) as DemoOffer
}
