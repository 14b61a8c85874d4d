import { expect, test } from 'vitest'

const sources = import.meta.glob<string>(['../**/*.{vue,css,ts}', '!../**/*.spec.ts'], { query: '?raw', import: 'default', eager: true })

/** Tailwind's classes for one side of the screen; theirs for the start and the end of a line are ms-, pe-, start-, text-end … */
const sidedClass = /(?<=["'\s`])-?(?:[a-z-]+:)*(?:(?:scroll-)?[mp][lr]-|(?:left|right)-(?=[\d[apf-])|(?:text|float|clear)-(?:left|right)(?=["'\s`])|border-[lr](?=["'\s`-])|rounded-[lr](?=["'\s`-])|rounded-[tb][lr](?=["'\s`-]))[\w[\].%/-]*/g

/** Declarations for one side: a right-to-left page would not turn with them. */
const sidedDeclaration = /(?<=[{;\s])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)[\w-]*|left|right|border-(?:top|bottom)-(?:left|right)-radius)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)/g

/** Shorthands of four values whose two sides differ. Corners go round, so theirs differ in pairs. */
function unevenShorthands(text: string): string[] {
  return [...text.matchAll(/(?<=[{;\s])(margin|padding|inset|border-radius|border-width): ([^;{}]+);/g)].filter(([, name, value]) => {
    const [top, right = top, bottom = top, left = right] = value!.replaceAll(/env\(safe-area-inset-(?:left|right)\)/g, 'env()').match(/(?:[^\s()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))+/g)!
    return name === 'border-radius' ? top !== right || bottom !== left : right !== left
  }).map(([declaration]) => declaration)
}

function found(look: (text: string, path: string) => Iterable<string>): string[] {
  return Object.entries(sources).flatMap(([path, text]) => [...look(text, path)].map(one => `${path}: ${one}`))
}

test('no class is for the left or the right', () => {
  expect(found(text => text.match(sidedClass) ?? [])).toEqual([])
})

test('no style is for the left or the right', () => {
  const styles = (text: string, path: string) => path.endsWith('.ts') ? '' : path.endsWith('.css') ? text : [...text.matchAll(/<style[^>]*>(.*?)<\/style>/gs)].map(([, style]) => style).join('\n')
  expect(found((text, path) => [...styles(text, path).match(sidedDeclaration) ?? [], ...unevenShorthands(styles(text, path))])).toEqual([])
})

test('what must be drawn towards a side is drawn the other way round in a right-to-left page', () => {
  expect(found((text, path) => path.endsWith('.ts') || !/\bto (?:left|right)\b|translateX/.test(text) || text.includes(':dir(rtl)') ? [] : ['draws towards a side'])).toEqual([])
})
