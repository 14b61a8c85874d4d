import type { Order, PlaceOrderBody } from '@orderbeat/shared'
import type { FormProblem } from '../app/form-problem.ts'
import type { Act } from '../outbox/outbox-entry.ts'
import { computed, reactive, ref, shallowRef } from 'vue'
import { formProblem } from '../app/form-problem.ts'
import { useOutbox } from '../outbox/use-outbox.ts'
import { shopWords } from './shop-words.ts'
import { useBasketSheet } from './use-basket-sheet.ts'

/** The checkout: what is chosen, what is wrong with it, and placing it once. */
export function useCheckoutForm() {
  const { basket, products, sheet } = useBasketSheet()
  const outbox = useOutbox()
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

  /** What is ordered, as the person sees it now. */
  function act(): Act {
    const { lines, total, currency } = sheet.value
    return { kind: 'place', body: body(), lines: lines.map(({ product: { name }, quantity }) => ({ name, quantity })), total, currency }
  }

  /**
   * Places the order and empties the basket; "waiting" when it is sent later. Null while it is being placed already, or when
   * `problem` says why not.
   */
  async function submit(): Promise<Order | 'waiting' | null> {
    if (sending.value)
      return null
    if (wantsAddress.value && choice.address.trim() === '') {
      problem.value = { code: 'invalid-request', message: '', fields: { address: shopWords.wrong.address } }
      return null
    }
    problem.value = null
    sending.value = true
    try {
      const order = await outbox.send(act())
      basket.empty()
      return order ?? 'waiting'
    }
    catch (error) {
      problem.value = formProblem(error, shopWords.wrong)
      // What is sold out or has another price by now is to be seen here too.
      void products.refetch()
      return null
    }
    finally {
      sending.value = false
    }
  }

  return { choice, sheet, products, problem, sending, wantsAddress, connection: outbox.connection, submit }
}
