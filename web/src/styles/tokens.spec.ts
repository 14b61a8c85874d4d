import { describe, expect, test } from 'vitest'
import css from './tokens.css?raw'

const colours = new Map([...css.matchAll(/--([\w-]+): light-dark\(oklch\(([\d. ]+)\), oklch\(([\d. ]+)\)\)/g)]
  .map(([, name, light, dark]) => [name!, { light: luminanceOf(light!), dark: luminanceOf(dark!) }]))

/** The relative luminance (WCAG 2) of an OKLCH colour, clipped to sRGB as a screen does. */
function luminanceOf(oklch: string): number {
  const [lightness, chroma, hue] = oklch.split(' ').map(Number) as [number, number, number]
  const a = chroma * Math.cos(hue * Math.PI / 180)
  const b = chroma * Math.sin(hue * Math.PI / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
  const [red, green, blue] = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
  ].map(part => Math.min(1, Math.max(0, part))) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string, mode: 'light' | 'dark'): number {
  const [dim, bright] = [colours.get(one)![mode], colours.get(other)![mode]].sort((a, b) => a - b) as [number, number]
  return (bright + 0.05) / (dim + 0.05)
}

const tones = ['info', 'success', 'warning', 'error', 'brand']
const texts = [
  ...['ink', 'ink-muted', ...tones].flatMap(text => ['paper', 'card'].map(ground => [text, ground])),
  ...['ink', 'ink-muted'].flatMap(text => ['sunken', ...tones.map(tone => `${tone}-soft`)].map(ground => [text, ground])),
  ...tones.map(tone => [tone, `${tone}-soft`]),
  ...tones.map(tone => ['brand-ink', tone]),
  ['brand-ink', 'brand-strong'],
] as [string, string][]

describe.each(['light', 'dark'] as const)('the %s colours', (mode) => {
  test.each(texts)('write %s on %s with at least 4.5 : 1', (text, ground) => {
    expect(contrast(text, ground, mode)).toBeGreaterThanOrEqual(4.5)
  })

  test.each(['paper', 'card'])('draw the edge of a control on %s with at least 3 : 1', (ground) => {
    expect(contrast('line-strong', ground, mode)).toBeGreaterThanOrEqual(3)
  })
})
