import type { en } from '@nuxt/ui/locale'
import type { InjectionKey } from 'vue'
import type { Language } from './language.ts'
import type { Book, Translation } from './words.ts'
import { shallowRef } from 'vue'
import { keepLanguage, show, wantedLanguage } from './language.ts'
import { openedBooks, showWords } from './words.ts'

/** What a book of a language brings: the messages by folder, and the kit's own for a book that shows all of it. */
export interface BookPages { default: Translation, kit?: typeof en }
export type Library = { readonly [language in Exclude<Language, 'en'>]: { readonly [book in Book]: () => Promise<BookPages> } }

const kit = shallowRef<typeof en>()
/** The words of the kit itself; undefined for English, which it brings. */
export const kitWords = kit as Readonly<typeof kit>
/** Where the kit looks for them: its `localeContextInjectionKey`, which would bring its English along. */
export const kitWordsKey: InjectionKey<typeof kitWords> = Symbol.for('nuxt-ui.locale-context')

let library: Library
let wanted: Language = 'en'
/** Whose choice counts, and what somebody chose before they signed in. */
let reader: string | null = null
let chosenBefore: Language | null = null
let ready: Promise<void> = Promise.resolve()

/**
 * Speaks the person's language from now on, as far as the device knows by `account` who that is. Called once, by main.ts; ends
 * when its words are there.
 */
export function followLanguage(books: Library, account: string | null = null): Promise<void> {
  library = books
  reader = account
  chosenBefore = null
  return speak(wantedLanguage(account))
}

/**
 * From now on somebody else reads, or with null nobody who is known: then the language stays for whoever comes next. What
 * was chosen just before signing in is a choice of who signs in.
 */
export function readBy(account: string | null): Promise<void> {
  if (account === reader)
    return ready
  reader = account
  if (account === null)
    return ready
  if (chosenBefore !== null)
    keepLanguage(chosenBefore, account)
  chosenBefore = null
  return speak(wantedLanguage(account))
}

/** Speaks another language, and remembers that on this device for who reads. */
export function chooseLanguage(language: Language): Promise<void> {
  chosenBefore = reader === null ? language : null
  keepLanguage(language, reader)
  return speak(language)
}

/** Ends when the words of everything that is loaded are there. */
export function wordsReady(): Promise<void> {
  return ready
}

export function speak(language: Language): Promise<void> {
  wanted = language
  ready = loadWords(language)
  return ready
}

/** Nothing changes before all words are there, so that no page speaks two languages. Without them it stays as it is. */
async function loadWords(language: Language): Promise<void> {
  const books = openedBooks(loadMore)
  const loaded = language === 'en' ? [] : await Promise.all(books.map(book => library[language][book]())).catch(() => null)
  if (loaded === null || wanted !== language)
    return
  showWords(Object.assign({}, ...loaded.map(pages => pages.default)) as Translation)
  kit.value = loaded.find(pages => pages.kit)?.kit
  show(language)
}

function loadMore(): void {
  void speak(wanted)
}
