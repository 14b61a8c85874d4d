import { readonly, shallowRef } from 'vue'

const text = shallowRef('')

/** What the polite region of the shell says. */
export const announcement = readonly(text)

/** Says a sentence to people who do not see the screen, once they have stopped doing something else. */
export function announce(sentence: string): void {
  // The same sentence twice is a change too: otherwise the second one would not be read.
  text.value = text.value === sentence ? `${sentence}\u00A0` : sentence
}
