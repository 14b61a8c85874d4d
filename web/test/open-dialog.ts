import type { DOMWrapper } from '@vue/test-utils'
import { DOMWrapper as Wrapper } from '@vue/test-utils'
import { settled } from './mount-page.ts'

/** The dialog that is open: it lies beside the app in the document. */
export function dialog() {
  const within = (): DOMWrapper<Element> => new Wrapper(document.querySelector('[role="dialog"]')!)
  return {
    get open() {
      return document.querySelector('[role="dialog"]') !== null
    },
    text: () => within().text(),
    field: (name: string) => within().get<HTMLInputElement>(`[name="${name}"]`),
    async press(words: string): Promise<void> {
      await within().findAll('button').find(button => button.text() === words)!.trigger('click')
      await settled()
    },
    async submit(): Promise<void> {
      await within().get('form').trigger('submit')
      await settled()
    },
  }
}
