import { admin } from '../admin/admin-words.de.ts'
import { figures } from '../figures/figures-words.de.ts'
import { playground } from '../playground/playground-words.de.ts'
import { bulk } from '../staff/bulk/bulk-words.de.ts'
import { hands } from '../staff/hands/hands-words.de.ts'
import { staff } from '../staff/staff-words.de.ts'

/** German for those who work here. */
export default { admin, bulk, figures, hands, playground, staff }
