/** How an order reaches its customer. */
export const fulfilments = ['delivery', 'pickup'] as const
export type Fulfilment = (typeof fulfilments)[number]

/** How the customer says to pay. It is recorded; no money is moved. */
export const paymentMethods = ['cash_on_delivery', 'card', 'bank_transfer'] as const
export type PaymentMethod = (typeof paymentMethods)[number]

/** The payment choices in words, as a customer reads them. */
export function paymentMethodLabel(method: PaymentMethod, fulfilment: Fulfilment): string {
  if (method === 'cash_on_delivery')
    return fulfilment === 'pickup' ? 'Cash on pickup' : 'Cash on delivery'
  return method === 'card' ? 'Card' : 'Bank transfer'
}
