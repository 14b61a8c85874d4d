import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { ESLint } from 'eslint'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { wallsConfig } from './walls-config.js'

const house = mkdtempSync(join(tmpdir(), 'orderbeat-walls-'))
// ESLint loads more than it lints, which takes a while where everything else is tested at the same moment.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
beforeAll(() => complaints('web/src/first.vue', ''))
afterAll(() => rmSync(house, { recursive: true }))

const eslint = new ESLint({ cwd: house, overrideConfigFile: true, overrideConfig: wallsConfig(house) })

async function complaints(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(file.endsWith('.vue') ? `<script setup lang="ts">\n${code}\n</script>\n` : code, { filePath: join(house, file) })
  return result!.messages.map(({ message }) => message)
}

function write(file: string, code: string): void {
  mkdirSync(dirname(join(house, file)), { recursive: true })
  writeFileSync(join(house, file), code)
}

test.each([
  ['shared/src/order/order.ts', `import '../../../api/src/app.ts'`, 'shared/ is what both sides agree on'],
  ['shared/src/order/order.ts', `import { join } from 'node:path'`, 'shared/ runs in Node and in browsers'],
  ['api/src/app.ts', `import type { X } from '../../web/src/x.ts'`, 'The API knows nothing of the web app'],
  ['api/src/database/order-store.ts', `import { reply } from '../http/reply.ts'`, 'The database folder knows rows'],
  ['api/src/database/order-store.ts', `import type { Rule } from '../orders/order-service.ts'`, 'The database folder knows rows'],
  ['api/src/database/order-store.ts', `export * from '../orders/order-service.ts'`, 'The database folder knows rows'],
  ['api/src/orders/order-service.ts', `import { orderStore } from '../database/order-store.ts'`, 'A service is given its stores'],
  ['api/src/orders/order-service.ts', `const store = await import('../database/order-store.ts')`, 'A service is given its stores'],
  ['api/src/orders/order-service.ts', `import type { FastifyRequest } from 'fastify'`, 'A service knows the rules'],
  ['api/src/orders/order-service.ts', `let request: import('../http/reply.ts').Reply`, 'A service knows the rules'],
  ['api/src/http/routes/orders.ts', `import { sql } from 'kysely'`, 'A route knows HTTP, not SQL'],
  ['api/src/http/routes/orders.ts', `import { orderStore } from '../../database/order-store.ts'`, 'A route knows HTTP, not SQL'],
  ['api/src/http/routes/orders.ts', `console.log(process.env)`, 'Only server.ts and account-command.ts touch the process'],
  ['api/src/config.ts', `import { env } from 'node:process'`, 'Only server.ts and account-command.ts touch the process'],
  ['web/src/orders/orders.ts', `import { app } from '../../../api/src/app.ts'`, 'The web app knows the API by its contract'],
  ['web/src/orders/OrderPage.vue', `import { readFileSync } from 'node:fs'`, 'The web app knows the API by its contract'],
  ['web/src/session/session-store.ts', `import { call } from '../api/client.ts'`, 'The session store calls no API'],
  ['web/src/orders/OrderHistory.vue', `import UButton from '@nuxt/ui/components/Button.vue'`, 'can be shipped alone'],
  ['web/src/polling/use-poll.ts', `import { useToast } from '@nuxt/ui/composables'`, 'can be shipped alone'],
  ['web/src/orders/OrderPage.vue', `import { call } from '../api/client.ts'`, 'A component shows what a query gives it'],
])('%s may not %s', async (file, code, because) => {
  expect(await complaints(file, code)).toEqual([expect.stringContaining(because)])
})

test.each([
  ['shared/src/order/order.ts', `import Type from 'typebox'`],
  ['shared/src/order/order.spec.ts', `import { readFileSync } from 'node:fs'`],
  ['api/src/app.ts', `import { orderStore } from './database/order-store.ts'`],
  ['api/src/server.ts', `import process from 'node:process'`],
  ['api/src/database/order-store.ts', `import { sql } from 'kysely'`],
  ['api/src/orders/order-service.ts', `import type { OrderStore } from '../database/order-store.ts'`],
  ['api/src/orders/order-service.ts', `import { type OrderStore } from '../database/order-store.ts'`],
  ['api/src/orders/order-service.spec.ts', `import { orderStore } from '../database/order-store.ts'`],
  ['api/src/http/routes/orders.ts', `import { orderService } from '../../orders/order-service.ts'`],
  ['web/src/orders/OrderPage.vue', `import { Order } from '@orderbeat/shared'`],
  ['web/src/orders/order-queries.ts', `import { call } from '../api/client.ts'`],
])('%s may %s', async (file, code) => {
  expect(await complaints(file, code)).toEqual([])
})

test('a cycle is refused, through .vue files too', async () => {
  write('api/src/orders/one.ts', `import { two } from './two.ts'\nexport const one = () => two`)
  write('api/src/orders/two.ts', `import { one } from './one.ts'\nexport const two = () => one`)
  write('web/src/orders/A.vue', `<script setup lang="ts">\nimport { b } from './b.ts'\nconst a = b as string\n</script>`)
  write('web/src/orders/b.ts', `import C from './C.vue'\nexport const b: unknown = C`)
  write('web/src/orders/C.vue', `<script setup lang="ts">\nimport A from './A.vue'\nconst c = A as unknown\n</script>`)

  const results = await eslint.lintFiles(['api', 'web'])
  expect(results.map(({ filePath, messages }) => [filePath.slice(house.length + 1), messages.map(({ ruleId }) => ruleId)])).toEqual(
    ['api/src/orders/one.ts', 'api/src/orders/two.ts', 'web/src/orders/A.vue', 'web/src/orders/C.vue', 'web/src/orders/b.ts'].map(file => [file, ['import-x/no-cycle']]),
  )
})

test('the configuration that lints this repository has these walls', async () => {
  const root = resolve(import.meta.dirname, '..')
  const config = await new ESLint({ cwd: root, overrideConfigFile: join(root, '.config/eslint.config.js') }).calculateConfigForFile(join(root, 'api/src/http/reply.ts'))
  expect(config.rules).toMatchObject({ 'orderbeat/walls': [2], 'import-x/no-cycle': [2], 'no-restricted-globals': [2, { name: 'process' }] })
})
