import { playground } from '../playground/playground-words.de.ts'
import { staff } from '../staff/staff-words.de.ts'

/** German for those who work here. */
export default { playground, staff }
