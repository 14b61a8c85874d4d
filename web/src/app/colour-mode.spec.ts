import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import page from '../../index.html?raw'
import { followColours, isDark, switchColours } from './colour-mode.ts'

let system: { matches: boolean, addEventListener: (type: string, listener: () => void) => void }
let changed: () => void

function systemIs(dark: boolean): void {
  system.matches = dark
  changed()
}

beforeEach(() => {
  localStorage.clear()
  document.documentElement.className = ''
  system = { matches: false, addEventListener: (_, listener) => changed = listener }
  vi.stubGlobal('matchMedia', () => system)
})

afterEach(() => {
  vi.unstubAllGlobals()
})

test('the colours are those of the system, also when it changes', () => {
  followColours()
  expect(document.documentElement.className).toBe('light')
  systemIs(true)
  expect(document.documentElement.className).toBe('dark')
  expect(isDark.value).toBe(true)
})

test('a choice is kept over reloads and changes of the system', () => {
  followColours()
  switchColours()
  expect(localStorage.getItem('orderbeat.colours')).toBe('dark')
  document.documentElement.className = ''
  followColours()
  expect(document.documentElement.className).toBe('dark')
})

test('whoever switches back to what the system shows follows it again', () => {
  followColours()
  switchColours()
  switchColours()
  expect(localStorage.getItem('orderbeat.colours')).toBeNull()
  systemIs(true)
  expect(document.documentElement.className).toBe('dark')
})

test('what the system shows around the app has the colours of the app', () => {
  document.head.innerHTML = page.match(/<meta name="theme-color".*>/g)!.join('')
  const around = () => [...document.head.querySelectorAll('meta')].filter(({ media }) => media === 'all').map(({ content }) => content)
  followColours()
  expect(around()).toEqual(['#faf6ef'])
  switchColours()
  expect(around()).toEqual(['#151016'])
})
