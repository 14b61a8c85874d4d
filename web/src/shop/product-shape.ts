/** How a product is drawn: one of some shapes in a hue, both from its sku, so that it looks the same everywhere. */
export interface ProductLook {
  /** Path in a box of 100 by 100. */
  path: string
  /** Degrees on the OKLCH wheel. */
  hue: number
  turn: number
  initial: string
}

const shapes = [
  // A round, a squircle, an arch, a leaf, a flower, a hexagon, a pill, a shield: simple enough to read as one thing.
  'M50 8a42 42 0 1 1 0 84 42 42 0 0 1 0-84z',
  'M50 8c34 0 42 8 42 42s-8 42-42 42S8 84 8 50 16 8 50 8z',
  'M14 92V50a36 36 0 0 1 72 0v42z',
  'M10 10h44a36 36 0 0 1 36 36v44H46a36 36 0 0 1-36-36z',
  'M50 50m0-42a22 22 0 0 1 20 20 22 22 0 0 1 22 22 22 22 0 0 1-22 22 22 22 0 0 1-40 0A22 22 0 0 1 8 50a22 22 0 0 1 22-22A22 22 0 0 1 50 8z',
  'M50 7 87 28v44L50 93 13 72V28z',
  'M28 20h44a30 30 0 0 1 0 60H28a30 30 0 0 1 0-60z',
  'M14 12h72v40a36 40 0 0 1-72 0z',
] as const

export function lookOf(product: { sku: string, name: string }): ProductLook {
  const number = hash(product.sku)
  return {
    path: shapes[number % shapes.length]!,
    hue: ((number >> 3) % 12) * 30 + 10,
    turn: ((number >> 5) % 5 - 2) * 4,
    initial: Array.from(product.name.trim())[0]?.toUpperCase() ?? '',
  }
}

function hash(text: string): number {
  let value = 2166136261
  for (const character of text)
    value = Math.imul(value ^ character.codePointAt(0)!, 16777619) >>> 0
  return value >>> 4
}
