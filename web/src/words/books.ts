import type { BookPages, Library } from './speak.ts'

/** Where the words of each language are; English is with the folders themselves. Another language is another line here. */
export const books: Library = {
  de: { customer: () => import('./de.ts'), staff: () => withKit(import('./de-staff.ts'), import('./kit-words.de.ts')) },
}

/** Only pages of those who work here have dialogs of the kit. */
async function withKit(words: Promise<BookPages>, kit: Promise<Pick<BookPages, 'kit'>>): Promise<BookPages> {
  return { ...await words, ...await kit }
}
