import { readFile } from 'node:fs/promises'
import { customerPages } from './customer-pages.ts'
import { staffPages } from './staff-pages.ts'

/** What stands for the parts of an address that are a name. A page with another one needs its line here. */
const examples: Readonly<Record<string, readonly string[]>> = {
  '/orders/:orderId': ['/orders/ONLINE-000003', '/orders/ONLINE-999999'],
  '/staff/orders/:orderId': ['/staff/orders/ONLINE-000005', '/staff/orders/ONLINE-999999'],
  '/staff/admin/:part(people|keys|products)?': ['/staff/admin', '/staff/admin/keys', '/staff/admin/products'],
  '/:path(.*)*': ['/nowhere', '/nowhere/else?really#at-all'],
}

/** Every page of the router, by who may see it: nobody's, a customer's, an admin's. */
export async function routedPages(): Promise<Record<'' | 'ana@example.com' | 'ada@example.com', string[]>> {
  const router = await readFile(new URL('../src/router.ts', import.meta.url), 'utf8')
  const records = [...router.matchAll(/\{ path: '([^']+)', name: .*?access: '(\w+)'/g)].map(([, path, access]) => ({ access: access!, paths: path!.includes(':') ? examples[path!] : [path!] }))
  if (records.length !== [...router.matchAll(/\bcomponent: \(\) =>/g)].length || records.some(({ paths }) => paths === undefined))
    throw new Error('There is a page whose address or example this does not know.')
  const of = (...kinds: string[]): string[] => records.filter(({ access }) => kinds.includes(access)).flatMap(({ paths }) => paths!)
  return {
    '': [...of('anyone'), '/api/docs/'],
    'ana@example.com': [...new Set([...of('anyone', 'account', 'customer').filter(path => !/sign-in|register/.test(path)), ...customerPages])],
    'ada@example.com': [...new Set([...of('account', 'staff', 'admin'), ...staffPages])],
  }
}
