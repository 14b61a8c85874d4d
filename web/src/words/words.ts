import { shallowRef } from 'vue'

/** The messages of one folder: sentences, functions that make one of its parts, and tables of either by a code. */
export interface Words { readonly [name: string]: string | ((...parts: never[]) => string) | Words }

/** The same messages with other words. */
export type Translated<W> = { readonly [name in keyof W]: W[name] extends string ? string : W[name] extends (...parts: infer Parts) => string ? (...parts: Parts) => string : Translated<W[name]> }

/** The messages of a language other than English, by folder. */
export type Translation = Readonly<Record<string, object>>

/** Who reads a folder's messages: customers do not load what only staff read. */
export type Book = 'customer' | 'staff'

const shown = shallowRef<Translation>({})
const opened = new Set<Book>()
const readers = new Set<() => void>()

/**
 * The messages of a folder in the language that is spoken: `words.title`, `words.items(3)`, `words.status[status]`. Read
 * them where they are shown, in a template or a `computed`, and they change with the language. English is at hand; another
 * language is loaded when it is spoken, and English stands in for what is missing.
 */
export function wordsOf<const W extends Words>(folder: string, english: W, book: Book = 'customer'): Translated<W> {
  open(book)
  return new Proxy(english, {
    get: (_, name) => Reflect.get(shown.value[folder] ?? english, name) ?? Reflect.get(english, name),
  }) as unknown as Translated<W>
}

/** Puts another language's messages in the place of English. For speak.ts. */
export function showWords(translation: Translation): void {
  shown.value = translation
}

/** The books whose messages are used by what is loaded. `onMore` hears when there is another one. */
export function openedBooks(onMore: () => void): Book[] {
  readers.add(onMore)
  return [...opened]
}

function open(book: Book): void {
  if (opened.has(book))
    return
  opened.add(book)
  readers.forEach(read => read())
}
