import { computed } from 'vue'
import { useRouter } from 'vue-router'
import { appWords } from '../../app/app-words.ts'
import { isDark, switchColours } from '../../app/colour-mode.ts'
import { placesOf } from '../../app/navigation.ts'
import { useMarkRead, useNotifications } from '../../notifications/notification-queries.ts'
import { useToasts } from '../../notifications/notification-toasts.ts'
import { useSession } from '../../session/session-store.ts'
import { useChime } from '../../telling/chime.ts'
import { useHandPreferences } from './hand-preferences.ts'
import { handsWords } from './hands-words.ts'
import { newOrderTune } from './new-order-sound.ts'

/** Something that can be done from the palette. `words` are found too, but not shown. */
export interface Command {
  id: string
  group: 'go' | 'do'
  label: string
  words?: string
  icon: string
  /** The keys that do the same, one after the other. */
  keys?: readonly string[]
  run: () => unknown
}

/** What there is to do for the person who is signed in. `showSheet` opens the sheet of shortcuts. */
export function usePaletteCommands(showSheet: () => void) {
  const session = useSession()
  const router = useRouter()
  const toasts = useToasts()
  const preferences = useHandPreferences()
  const chime = useChime()
  const notifications = useNotifications()
  const markRead = useMarkRead()

  async function readAll(): Promise<void> {
    const page = notifications.data.value
    if (page === undefined || page.unread === 0)
      return toasts.own(handsWords.readAll.nothing)
    try {
      await markRead.mutateAsync({ upTo: page.cursor })
      toasts.own(handsWords.readAll.done)
    }
    catch {
      toasts.failed(handsWords.readAll.failed)
    }
  }

  function switchSound(): void {
    preferences.sound = !preferences.sound
    if (preferences.sound)
      chime.test(newOrderTune)
    toasts.own(preferences.sound ? handsWords.sound.isOn : handsWords.sound.isOff)
  }

  return computed<Command[]>(() => [
    ...placesOf(session.account?.role).map(({ name, label, icon, key }) => ({
      id: `go-${name}`,
      group: 'go' as const,
      label: appWords.places[label],
      icon,
      ...(key !== undefined && { keys: ['G', key.toUpperCase()] }),
      run: () => router.push({ name }),
    })),
    { id: 'go-new', group: 'go', label: handsWords.newOrders.label, words: handsWords.newOrders.also, icon: 'i-lucide-hourglass', run: () => router.push({ name: 'staff-orders', query: { status: 'pending' } }) },
    { id: 'read-all', group: 'do', label: handsWords.readAll.label, icon: 'i-lucide-check-check', run: readAll },
    { id: 'sound', group: 'do', label: preferences.sound ? handsWords.sound.off : handsWords.sound.on, words: handsWords.sound.also, icon: preferences.sound ? 'i-lucide-volume-x' : 'i-lucide-volume-2', run: switchSound },
    { id: 'colours', group: 'do', label: isDark.value ? appWords.lightColours : appWords.darkColours, words: handsWords.coloursAlso, icon: isDark.value ? 'i-lucide-sun' : 'i-lucide-moon', run: switchColours },
    { id: 'sheet', group: 'do', label: handsWords.sheet.label, words: handsWords.sheet.also, icon: 'i-lucide-keyboard', keys: ['?'], run: showSheet },
  ])
}

/** The commands that `typed` may mean: each of its words begins one of theirs. */
export function commandsFor(typed: string, commands: readonly Command[]): Command[] {
  const sought = wordsOf(typed)
  return commands.filter(({ label, words = '' }) => {
    const own = wordsOf(`${label} ${words}`)
    return sought.every(word => own.some(one => one.startsWith(word)))
  })
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean)
}
