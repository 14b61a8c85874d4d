import type { OrderStatus } from '@orderbeat/shared'
import type { ShallowRef } from 'vue'
import { toneOf } from '@orderbeat/shared'
import { readonly, shallowRef, watch } from 'vue'
import { isDark } from '../app/colour-mode.ts'

const tokens = ['ink', 'ink-muted', 'line', 'card', 'brand', 'info', 'success', 'warning'] as const
type Token = (typeof tokens)[number]

/** The colours of the page by the name of their CSS variable, as a canvas takes them. */
export type ChartColours = Record<Token, string>

/** The colours as they are now; others after a change between light and dark. */
export function useChartColours(): Readonly<ShallowRef<ChartColours>> {
  const colours = shallowRef(readColours())
  watch(isDark, () => colours.value = readColours(), { flush: 'post' })
  return readonly(colours) as Readonly<ShallowRef<ChartColours>>
}

/** The colour of a status, the same as on its chip: a pending order asks for attention, the others have their tone. */
export function statusToken(status: OrderStatus): Token {
  return status === 'pending' ? 'brand' : toneOf(status)
}

/** The value of a variable is its text, `light-dark(…)`: only an element that wears it knows the colour. */
function readColours(): ChartColours {
  const probe = document.body.appendChild(document.createElement('i'))
  // One colour is not to fade into the next.
  probe.style.transitionProperty = 'none'
  const colours = tokens.map((token) => {
    probe.style.color = `var(--${token})`
    return [token, getComputedStyle(probe).color]
  })
  probe.remove()
  return Object.fromEntries(colours) as ChartColours
}
