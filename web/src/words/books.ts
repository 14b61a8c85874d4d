import type { Library } from './speak.ts'

/** Where the words of each language are; English is with the folders themselves. Another language is another line here. */
export const books: Library = {
  de: { customer: () => import('./de.ts'), staff: () => import('./de-staff.ts') },
}
