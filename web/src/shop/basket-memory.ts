import { orderLimits } from '@orderbeat/shared'

const key = 'orderbeat.basket'

/** The basket of the last visit, product ids and quantities only; an empty one where nothing sound is kept. */
export function keptBasket(): Record<string, number> {
  try {
    return soundBasket(JSON.parse(localStorage.getItem(key) ?? '{}'))
  }
  catch {
    return {}
  }
}

export function keepBasket(quantities: Record<string, number>): void {
  try {
    if (localStorage.getItem(key) !== JSON.stringify(quantities))
      localStorage.setItem(key, JSON.stringify(quantities))
  }
  catch {
    // A browser that keeps nothing has a basket for this visit only.
  }
}

/** Hears of changes that another tab makes, so that the last tab to write does not undo them. */
export function onOtherBasket(take: (quantities: Record<string, number>) => void): void {
  window.addEventListener('storage', (event) => {
    if (event.key === key || event.key === null)
      take(keptBasket())
  })
}

function soundBasket(kept: unknown): Record<string, number> {
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept))
    return {}
  return Object.fromEntries(Object.entries(kept)
    .filter(([, quantity]) => Number.isInteger(quantity) && quantity >= 1 && quantity <= orderLimits.quantity)
    .slice(0, orderLimits.lines))
}
