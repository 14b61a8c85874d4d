import type { Page } from 'playwright-core'

/** What does not fit at the widths of a desktop, of it at 200 %, and of a small phone, with lines from the left and from the right. */
export async function layoutFaults(page: Page, where: string): Promise<string[]> {
  const { width: before, height } = page.viewportSize()!
  const findings: string[] = []
  for (const width of [1280, 640, 320]) {
    await page.setViewportSize({ width, height })
    for (const dir of ['rtl', 'ltr'])
      findings.push(...(await page.evaluate(faultsIn, dir)).map(fault => `${where}, ${width} px ${dir}: ${fault}`))
  }
  await page.setViewportSize({ width: before, height })
  return findings
}

/** Runs in the page: turns its lines to `dir` and says what is too wide, cut, beside the page, over something else, or not turned. */
function faultsIn(dir: string): string[] {
  document.documentElement.dir = dir
  const { scrollWidth, clientWidth } = document.documentElement
  const nameOf = (element: Element): string => `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> ${element.textContent.trim().slice(0, 30)}`
  const brand = document.querySelector('.brand')!.getBoundingClientRect()
  const isAtStart = dir === 'rtl' ? clientWidth - brand.right < brand.left : brand.left < clientWidth - brand.right

  const isSeen = (element: Element): boolean => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.closest('.visually-hidden, .sr-only, .skip, svg *') === null
  const isIn = (element: Element | null, styles: RegExp, of: 'overflowX' | 'position'): boolean => element !== null && (styles.test(getComputedStyle(element)[of]) || isIn(element.parentElement, styles, of))
  const seen = [...document.body.querySelectorAll('*')].filter(isSeen)
  const beside = seen.filter((element) => {
    const { left, right, width, height } = element.getBoundingClientRect()
    return width > 1 && height > 1 && (left < -1 || right > clientWidth + 1) && !isIn(element.parentElement, /auto|scroll|hidden|clip/, 'overflowX')
  })
  const cut = seen.filter(element => element.matches('button, a, h1, h2, h3, label, p, dt, dd, th, strong') && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1 && !isIn(element, /auto|scroll/, 'overflowX'))

  const pressed = seen.filter(element => element.matches('button, a, input, select, textarea') && !isIn(element, /fixed|sticky|absolute/, 'position'))
  const boxes = pressed.map(element => [...element.getClientRects()])
  const meet = (one: DOMRect, other: DOMRect): boolean => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2
  const over = pressed.flatMap((one, place) => pressed.slice(place + 1)
    .filter((other, after) => !one.contains(other) && boxes[place]!.some(box => boxes[place + 1 + after]!.some(there => meet(box, there))))
    .map(other => `${nameOf(one)} lies over ${nameOf(other)}`))

  return [
    ...(scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} px too wide`] : []),
    ...(isAtStart ? [] : ['the mark is not where lines begin']),
    ...beside.map(element => `beside the page: ${nameOf(element)}`),
    ...cut.map(element => `cut: ${nameOf(element)}`),
    ...over,
  ]
}
