/** The row of the list of orders that has the focus. */
export function rowAtHand(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>('tr[data-order]') ?? null
}

/**
 * Gives a way to move the focus by so many rows of the list: from the row that has it, or back to the row that had it,
 * or to the one that took its place.
 */
export function useRowCursor(): (steps: number) => void {
  let last = { order: '', place: 0 }

  return (steps) => {
    const rows = [...document.querySelectorAll<HTMLElement>('tr[data-order]')]
    const within = (place: number): HTMLElement | undefined => rows[Math.min(Math.max(place, 0), rows.length - 1)]
    const here = rowAtHand()
    const target = here === null
      ? rows.find(row => row.dataset.order === last.order) ?? within(last.place)
      : within(rows.indexOf(here) + steps)
    if (target === undefined)
      return
    last = { order: target.dataset.order!, place: rows.indexOf(target) }
    target.querySelector<HTMLElement>('a.number')?.focus()
  }
}
