import type { Order, PlaceOrderBody } from '@orderbeat/shared'
import type { FormProblem } from '../app/form-problem.ts'
import { computed, reactive, ref, shallowRef } from 'vue'
import { formProblem } from '../app/form-problem.ts'
import { usePlaceOrder } from '../orders/order-queries.ts'
import { useBasketSheet } from './use-basket-sheet.ts'

const words: Record<string, string> = {
  'address': 'Where should it go? Street, town and who it is for.',
  'note': 'This note is too long, or has signs in it that cannot be printed.',
  'items': 'Something in your basket cannot be ordered like this. Have a look at it in the shop.',
  'connection': 'The shop did not answer. Try again: it will not be ordered twice.',
  'idempotency-mismatch': 'Your first try did reach the shop, with what you had chosen then. Look at it in your orders before you order again.',
  'customers-only': 'Staff cannot place orders. Sign in with a customer account.',
}

/** The checkout: what is chosen, what is wrong with it, and placing it once. */
export function useCheckoutForm() {
  const { basket, products, sheet } = useBasketSheet()
  const place = usePlaceOrder()
  const choice = reactive<Required<Omit<PlaceOrderBody, 'items'>>>({ fulfilment: 'delivery', paymentMethod: 'cash_on_delivery', address: '', note: '' })
  const problem = shallowRef<FormProblem | null>(null)
  const sending = ref(false)
  const wantsAddress = computed(() => choice.fulfilment === 'delivery')

  function body(): PlaceOrderBody {
    const address = choice.address.trim()
    const note = choice.note.trim()
    return {
      items: sheet.value.lines.map(({ product, quantity }) => ({ productId: product.id, quantity })),
      fulfilment: choice.fulfilment,
      paymentMethod: choice.paymentMethod,
      ...(wantsAddress.value && { address }),
      ...(note !== '' && { note }),
    }
  }

  /** Places the order and empties the basket. Null while it is being placed already, or when `problem` says why not. */
  async function submit(): Promise<Order | null> {
    if (sending.value)
      return null
    if (wantsAddress.value && choice.address.trim() === '') {
      problem.value = { code: 'invalid-request', message: '', fields: { address: words.address! } }
      return null
    }
    problem.value = null
    sending.value = true
    try {
      const order = await place.mutateAsync(body())
      basket.empty()
      return order
    }
    catch (error) {
      problem.value = formProblem(error, words)
      // What is sold out or has another price by now is to be seen here too.
      void products.refetch()
      return null
    }
    finally {
      sending.value = false
    }
  }

  return { choice, sheet, products, problem, sending, wantsAddress, submit }
}
