import { init } from 'virtual:nuxt-ui-icons'
import { defineComponent, h } from 'vue'

interface Drawing { body: string, width: number, height: number }

const drawings = new Map<string, Drawing>()

// All icons that our sources and the kit name, found by their names when the app is built.
init((name: string, drawing: Drawing) => drawings.set(name.replace(':', '-'), drawing))

/** What is drawn for an icon such as "i-lucide-x" or "lucide:x". */
export function drawingOf(name: string): Drawing | undefined {
  return drawings.get(name.replace(/^i-/, '').replace(':', '-'))
}

// The kit takes its icons from here too, in place of a library that asks a server for those it does not know: see
// vite.config.ts.
export const Icon = defineComponent({
  props: { icon: { type: String, required: true } },
  setup: props => () => {
    const { body, width, height } = drawingOf(props.icon) ?? { body: '', width: 24, height: 24 }
    return h('svg', { 'class': 'icon-drawing', 'viewBox': `0 0 ${width} ${height}`, 'aria-hidden': true, 'innerHTML': body })
  },
})

export const iconLoaded = (): boolean => true
