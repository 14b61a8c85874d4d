import { readonly, shallowRef } from 'vue'

/** How long it waits for what else happens at the same time, in milliseconds: a region that changes twice at once is read once. */
const gathering = 250

const text = shallowRef('')
let waiting: string[] = []
let timer: ReturnType<typeof setTimeout> | undefined

/** What the polite region of the shell says (WCAG 2.2, 4.1.3). */
export const announcement = readonly(text)

/** Says a sentence to people who do not see the screen, once they have stopped doing something else. Several at a time are one. */
export function announce(sentence: string): void {
  if (!waiting.includes(sentence))
    waiting.push(sentence)
  timer ??= setTimeout(say, gathering)
}

function say(): void {
  const all = waiting.map(sentence => /\p{P}$/u.test(sentence) || waiting.length === 1 ? sentence : `${sentence}.`).join(' ')
  timer = undefined
  waiting = []
  // The same again is a change too: otherwise the second one would not be read.
  text.value = text.value === all ? `${all}\u00A0` : all
}
