import type { Order } from '@orderbeat/shared'
import type { Ref } from 'vue'
import type { Command } from './palette-commands.ts'
import { computed, shallowRef, watch } from 'vue'
import { useRouter } from 'vue-router'
import { handsWords } from './hands-words.ts'
import { commandsFor, usePaletteCommands } from './palette-commands.ts'
import { usePaletteOrders } from './palette-orders.ts'

/** A line of the palette: an order to open or a command. */
export interface PaletteOption {
  id: string
  order?: Order
  command?: Command
  run: () => unknown
}

/** What the palette offers for what is `typed`, by groups, and which of it is chosen. `showSheet` opens the sheet of shortcuts. */
export function usePaletteOptions(typed: Readonly<Ref<string>>, showSheet: () => void) {
  const router = useRouter()
  const commands = usePaletteCommands(showSheet)
  const { orders, searching, failed } = usePaletteOrders(typed)

  const found = computed(() => commandsFor(typed.value, commands.value))
  const groups = computed(() => [
    { name: 'orders' as const, options: orders.value.map(optionOf) },
    { name: 'go' as const, options: found.value.filter(({ group }) => group === 'go').map(commandOption) },
    { name: 'do' as const, options: found.value.filter(({ group }) => group === 'do').map(commandOption) },
  ].filter(({ options }) => options.length > 0))
  const options = computed(() => groups.value.flatMap(group => group.options))

  // By id, not by place: what was chosen stays chosen when something comes in above it.
  const wanted = shallowRef<string | null>(null)
  const chosen = computed<PaletteOption | undefined>(() => options.value.find(({ id }) => id === wanted.value) ?? options.value[0])
  watch(typed, () => wanted.value = null)

  const outcome = computed(() => {
    if (failed.value)
      return handsWords.searchFailed
    if (options.value.length === 0)
      return searching.value ? handsWords.searching : handsWords.nothing
    return searching.value ? '' : handsWords.results(options.value.length)
  })

  function optionOf(order: Order): PaletteOption {
    return { id: order.id, order, run: () => router.push({ name: 'staff-order', params: { orderId: order.id } }) }
  }

  return {
    groups,
    chosen,
    searching,
    /** In words, for those who do not see the list, and for all when it is short of something. */
    outcome,
    short: computed(() => failed.value || options.value.length === 0),
    choose: (id: string) => { wanted.value = id },
    /** Chooses the next one, round at the ends. */
    move(steps: number): void {
      const { length } = options.value
      const place = options.value.findIndex(({ id }) => id === chosen.value?.id)
      wanted.value = options.value[(place + steps + length) % length]?.id ?? null
    },
  }
}

function commandOption(command: Command): PaletteOption {
  return { id: command.id, command, run: command.run }
}
