import { app } from '../app/app-words.de.ts'
import { formats } from '../formats/format-words.de.ts'

/** German for customers: what everybody may see. */
export default { app, formats }
