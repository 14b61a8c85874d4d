import type { Product } from '@orderbeat/shared'
import type { Ref } from 'vue'
import { computed, reactive, watch } from 'vue'
import { useToasts } from '../notifications/notification-toasts.ts'
import { amountFrom, typedAmount } from '../staff/discount-amount.ts'
import { useAdminActions } from './admin-queries.ts'
import { adminWords } from './admin-words.ts'

/** The most that the API takes for one product, in minor units. */
const highestPrice = 1_000_000

/** What is typed about a product, new or changed, while `open`. The currency is that of the others; null while there are none. */
export function useProductForm(product: () => Product | null, products: () => readonly Product[], open: Readonly<Ref<boolean>>) {
  const actions = useAdminActions()
  const toasts = useToasts()
  const entry = reactive({ sku: '', name: '', description: '', price: '', available: true })
  const currency = computed(() => products()[0]?.currency ?? null)

  watch(open, () => {
    const { sku = '', name = '', description = '', available = true } = product() ?? {}
    Object.assign(entry, { sku, name, description, available, price: product() ? text(product()!.price) : '' })
  }, { immediate: true })

  const words = computed(() => ({
    name: adminWords.typeName,
    sku: products().some(isSame) ? adminWords.skuTaken : adminWords.skuSigns,
    price: adminWords.typePrice(text(1250), text(highestPrice)),
  }))

  function text(amount: number): string {
    return currency.value === null ? String(amount) : typedAmount(amount, currency.value)
  }

  function price(): number | null {
    // Without a currency it is in minor units, as an amount of a currency without decimals is.
    return amountFrom(entry.price, currency.value ?? 'JPY')
  }

  function isSame({ sku }: Product): boolean {
    return sku.toLowerCase() === entry.sku.trim().toLowerCase()
  }

  function check(): string[] {
    const sku = entry.sku.trim()
    const amount = price()
    return [
      ...(entry.name.trim() === '' ? ['name'] : []),
      ...(product() === null && (!/^[A-Z0-9][\w.-]{0,39}$/i.test(sku) || products().some(isSame)) ? ['sku'] : []),
      ...(amount === null || amount > highestPrice ? ['price'] : []),
    ]
  }

  async function send(): Promise<void> {
    const made = product() === null
    const name = entry.name.trim()
    await actions.putProduct({
      params: { sku: entry.sku.trim() },
      body: { name, description: entry.description.trim(), price: price()!, available: entry.available },
    })
    toasts.own(made ? adminWords.isAdded(name) : adminWords.isChanged(name))
  }

  return { entry, currency, words, check, send }
}
