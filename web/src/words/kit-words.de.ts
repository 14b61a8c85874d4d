/** What the kit says by itself, such as the way to close a dialog. */
export { de as kit } from '@nuxt/ui/locale'
