import { app } from '../app/app-words.de.ts'

export { default as kit } from '@nuxt/ui/runtime/locale/de.js'

/** German for customers: what everybody may see. */
export default { app }
