/** Moves the focus to the heading of the page, where it is read out and Tab goes on from; without one, to the page itself. */
export function focusHeading(page: HTMLElement | null | undefined): void {
  const start = page?.querySelector('h1') ?? page
  start?.setAttribute('tabindex', '-1')
  start?.focus({ preventScroll: true })
}
