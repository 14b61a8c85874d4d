import type { Words } from './words.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { books } from './books.ts'
import { speak } from './speak.ts'

const sources = import.meta.glob<string>(['../**/*.{vue,ts}', '!../**/*.spec.ts'], { query: '?raw', import: 'default', eager: true })
const contract = import.meta.glob<string>('../../../shared/src/**/*.ts', { query: '?raw', import: 'default', eager: true })
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

/** What gives the keys of tables: the codes of the contract too, but no other words. */
const code = Object.entries({ ...sources, ...contract }).filter(([path]) => !/-words(?:\.\w+)?\.ts$/.test(path)).map(([, text]) => text).join('\n')

/** Every message and table by its way through the tables. */
function waysIn(words: Words, way: string[] = []): string[][] {
  return Object.entries(words).flatMap(([name, message]) => [[...way, name], ...(typeof message === 'object' ? waysIn(message, [...way, name]) : [])])
}

const escaped = (text: string): string => text.replaceAll(/\W/g, sign => `\\${sign}`)

/** A message is used by its name; one in a table by both names, by going through the table, or by a code that there is. */
function unusedIn({ path, name, english }: Pick<typeof folders[number], 'path' | 'name' | 'english'>): string[] {
  const users = Object.entries(sources).filter(([user, text]) => user !== path && new RegExp(`\\b${name}\\b`).test(text)).map(([, text]) => text).join('\n')
  const says = (text: string, ...patterns: string[]): boolean => new RegExp(patterns.join('|')).test(text)
  const isUsed = (key: string, table: string | undefined): boolean => {
    const [word, there] = [escaped(key), escaped(table ?? '')]
    if (table === undefined)
      return says(users, `\\.${word}\\b`, `\\{[^{}]*\\b${word}\\b[^{}]*\\} = ${name}`)
    if (says(users, `\\b${there}\\.${word}\\b`, `(?: in |s\\()${name}\\.${there}["')]`))
      return true
    const byCode = says(users, `[.{,] ?${there}(?:\\[|\\b(?![.:\\w]))`, `\\](?:\\[|\\.${word}\\b)`)
    // "order.paid" may be put together.
    return byCode && key.split('.').map(escaped).every(part => says(code, `['"[ ]${part}['",\\]]`, `\\.${part}\\b`, `\\b${part}\\??:`))
  }
  return waysIn(english).filter(way => !isUsed(way.at(-1)!, way.at(-2))).map(way => way.join('.'))
}

test.each(folders)('every message of $name is used, in tables too', (folder) => {
  expect(unusedIn(folder)).toEqual([])
})

test('a message that nothing shows is found, in a table too', () => {
  const { path, name, english } = folders.find(({ folder }) => folder === 'session')!
  const more = { ...english, lonely: '', wrong: { ...english.wrong as Words, 'lonely-code': '' } }
  expect(unusedIn({ path, name, english: more })).toEqual(['wrong.lonely-code', 'lonely'])
})
