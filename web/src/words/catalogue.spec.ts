import type { Words } from './words.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { books } from './books.ts'
import { speak } from './speak.ts'

const sources = import.meta.glob<string>(['../**/*.{vue,ts}', '!../**/*.spec.ts'], { query: '?raw', import: 'default', eager: true })
const modules = import.meta.glob<Record<string, Words>>('../**/*-words.ts', { eager: true })

const folders = Object.entries(modules).flatMap(([path, exported]) => {
  const [, name, folder] = /export const (\w+) = wordsOf\('(\w+)'/.exec(sources[path]!) ?? []
  return name && folder ? [{ path, name, folder, english: exported[name]! }] : []
})

/** Every message by its place, with what it is. */
function shapeOf(words: Words, place = ''): string[] {
  return Object.entries(words).flatMap(([name, message]) => typeof message === 'object' ? shapeOf(message, `${place}${name}.`) : [`${place}${name}: ${typeof message}`])
}

function messagesOf(words: Words): string[] {
  return Object.values(words).flatMap(message => typeof message === 'object' ? messagesOf(message) : typeof message === 'string' ? [message] : [])
}

describe.each(Object.entries(books))('in %s', (_, { customer, staff }) => {
  let translation: Record<string, Words>
  beforeAll(async () => {
    await speak('en')
    translation = Object.assign({}, (await customer()).default, (await staff()).default) as Record<string, Words>
  })

  test('every folder has its words, and no other one', () => {
    expect(Object.keys(translation).toSorted()).toEqual(folders.map(({ folder }) => folder).toSorted())
  })

  test.each(folders)('no message of $name is missing, none is too many', ({ english, folder }) => {
    expect(shapeOf(translation[folder]!).toSorted()).toEqual(shapeOf(english).toSorted())
  })

  test('no message is empty where English has one, and none has quotation marks that are not of the language', () => {
    for (const { english, folder } of folders) {
      expect(messagesOf(translation[folder]!).filter(message => message === '')).toHaveLength(messagesOf(english).filter(message => message === '').length)
      expect(messagesOf(translation[folder]!).filter(message => /["'”]/.test(message))).toEqual([])
    }
  })
})

test.each(folders)('every message of $name is used', ({ path, name, english }) => {
  const users = Object.entries(sources).filter(([user]) => user !== path).map(([, text]) => text).filter(text => new RegExp(`\\b${name}\\b`).test(text))
  const isUsed = (key: string) => users.some(text => new RegExp(`\\.${key}\\b|\\{[^{}]*\\b${key}\\b[^{}]*\\} = ${name}`).test(text))
  expect(Object.keys(english).filter(key => !isUsed(key))).toEqual([])
})
