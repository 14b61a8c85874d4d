/** What Nuxt UI's build plugin makes of the icons that are named in the sources. */
declare module 'virtual:nuxt-ui-icons' {
  export function init(addIcon: (name: string, drawing: { body: string, width: number, height: number }) => void): void
}
