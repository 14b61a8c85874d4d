/** As much of Vue's tree as leads to the components that are mounted (https://github.com/vuejs/core, runtime-core/src/component.ts). */
interface Instance { type: { __name?: string }, subTree: Node, effect: { fn: () => unknown } }
interface Node { component?: Instance | null, children?: unknown, suspense?: { activeBranch: Node } | null }

/** Runs in the page: notes by name in `globalThis.rendered` which of the components that are there render from now on. */
export function countRenders(): void {
  const rendered: string[] = []
  const watch = ({ component, children, suspense }: Node): void => {
    if (component) {
      const { effect, type, subTree } = component
      const render = effect.fn
      effect.fn = () => {
        rendered.push(type.__name ?? 'without a name')
        return render()
      }
      watch(subTree)
    }
    if (suspense)
      watch(suspense.activeBranch)
    if (Array.isArray(children))
      children.filter((child): child is Node => typeof child === 'object' && child !== null).forEach(watch)
  }
  watch((document.querySelector('#app') as Element & { _vnode: Node })._vnode)
  Object.assign(globalThis, { rendered })
}

/** Runs in the page: who has rendered since it was asked for the last time, each once. */
export function renderedSince(): string[] {
  const { rendered } = globalThis as unknown as { rendered: string[] }
  return [...new Set(rendered.splice(0))].toSorted()
}
