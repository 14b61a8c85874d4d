import { mount } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { computed, defineComponent, h } from 'vue'
import { books } from './books.ts'
import { keepLanguage, language, perLocale, wantedLanguage } from './language.ts'
import { pluralsOf } from './plural.ts'
import { chooseLanguage, followLanguage, readBy, speak, wordsReady } from './speak.ts'
import { showWords, wordsOf } from './words.ts'

const words = wordsOf('test', { title: 'Orders', items: (count: number) => `${count} items`, status: { paid: 'Paid' } })
const german = { title: 'Bestellungen', items: (count: number) => `${count} Artikel`, status: { paid: 'Bezahlt' } }
const customer = async () => ({ default: { test: german } })
const staff = async () => ({ default: { late: { title: 'Spät' } } })

afterEach(async () => {
  localStorage.clear()
  vi.restoreAllMocks()
  await speak('en')
})

test('what is shown changes with the language, and the page says which one it is', async () => {
  await followLanguage({ de: { customer, staff } })
  const page = mount(defineComponent(() => () => h('p', `${words.title}, ${words.items(2)}, ${words.status.paid}`)))
  expect(page.text()).toBe('Orders, 2 items, Paid')
  await chooseLanguage('de')
  expect(page.text()).toBe('Bestellungen, 2 Artikel, Bezahlt')
  expect([language.value, document.documentElement.lang, document.documentElement.dir]).toEqual(['de', 'de', 'ltr'])
})

test('what was chosen here goes before what the browser would like', () => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['fr-CH', 'de-CH', 'en'])
  expect(wantedLanguage(null)).toBe('de')
  keepLanguage('en', null)
  expect(wantedLanguage(null)).toBe('en')
  for (const odd of ['{"":"klingon"}', 'de', '[']) {
    localStorage.setItem('orderbeat.language', odd)
    expect(wantedLanguage(null)).toBe('de')
  }
})

test('each person reads in their own language, and what was chosen last greets whoever has not signed in', async () => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['en-GB'])
  await followLanguage({ de: { customer, staff } }, 'ana')
  await chooseLanguage('de')
  await readBy(null)
  expect(language.value).toBe('de')
  await readBy('ben')
  expect(language.value).toBe('en')
  await readBy('ana')
  expect(language.value).toBe('de')
  await followLanguage({ de: { customer, staff } })
  expect(language.value).toBe('de')
})

test('what one chooses before signing in is one\'s own choice, and nobody else\'s', async () => {
  await followLanguage({ de: { customer, staff } })
  await chooseLanguage('de')
  await readBy('ben')
  expect([language.value, wantedLanguage('ben'), wantedLanguage('ana')]).toEqual(['de', 'de', 'en'])
  await readBy(null)
  await readBy('ana')
  expect(language.value).toBe('en')
})

test('a language whose words cannot be loaded leaves everything as it is', async () => {
  await followLanguage({ de: { customer: () => Promise.reject(new Error('offline')), staff } })
  await chooseLanguage('de')
  expect([language.value, words.title]).toEqual(['en', 'Orders'])
})

test('a choice that comes while another one is loading is the one that holds', async () => {
  const loading = Promise.withResolvers<{ default: { test: typeof german } }>()
  await followLanguage({ de: { customer: () => loading.promise, staff } })
  const first = chooseLanguage('de')
  await chooseLanguage('en')
  loading.resolve({ default: { test: german } })
  await first
  expect(words.title).toBe('Orders')
})

test('words that only staff read are loaded with what shows them', async () => {
  await followLanguage({ de: { customer, staff } })
  await chooseLanguage('de')
  const late = wordsOf('late', { title: 'Late' }, 'staff')
  expect(late.title).toBe('Late')
  await wordsReady()
  expect(late.title).toBe('Spät')
})

test('a message that a language does not have is there in English', () => {
  showWords({ test: { title: 'Titre' } })
  expect([words.title, words.items(3)]).toEqual(['Titre', '3 items'])
})

test('a format is made once a language', async () => {
  await followLanguage(books)
  const numbers = perLocale(locale => new Intl.NumberFormat(locale))
  const shown = computed(() => numbers().format(1234.5))
  expect(shown.value).toBe('1,234.5')
  expect(numbers()).toBe(numbers())
  await speak('de')
  expect(shown.value).toBe('1.234,5')
})

test('a number picks its form as the language has it', () => {
  expect([0, 1, 2, 1200].map(count => pluralsOf('en')(count, { one: '# item', other: '# items' }))).toEqual(['0 items', '1 item', '2 items', '1,200 items'])
  expect([1, 2, 5].map(count => pluralsOf('pl')(count, { one: '# plik', few: '# pliki', many: '# plików', other: '# pliku' }))).toEqual(['1 plik', '2 pliki', '5 plików'])
})
