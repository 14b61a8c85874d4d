import { vi } from 'vitest'

/** jsdom knows dialogs, but can neither show them nor scroll in them. */
export function useFakeDialogs(): void {
  Element.prototype.scrollIntoView = () => {}
  Object.assign(HTMLDialogElement.prototype, {
    showModal: vi.fn(function (this: HTMLDialogElement) {
      this.open = true
      this.querySelector<HTMLElement>('[autofocus]')?.focus()
    }),
    close(this: HTMLDialogElement) {
      this.open = false
      this.dispatchEvent(new Event('close'))
    },
  })
}
