import type { Place } from '../../app/navigation.ts'
import { appWords } from '../../app/app-words.ts'

/** Keys and what they do. Each of `ways` does it; a way is pressed key by key, or together where `together`. */
export interface Shortcut {
  does: string
  ways: readonly (readonly string[])[]
  together?: true
}

export interface ShortcutGroup {
  title: string
  shortcuts: readonly Shortcut[]
}

const apple = /Mac|iPhone|iPad/.test(navigator.platform)

/** The keys of the palette, as they are written on this device. */
export const paletteKeys = apple ? ['⌘', 'K'] : ['Ctrl', 'K']

/** All shortcuts for somebody who can go to `places`. */
export function shortcutGroups(places: readonly Place[]): ShortcutGroup[] {
  return [
    {
      title: 'In the list of orders',
      shortcuts: [
        { does: 'Next order', ways: [['J']] },
        { does: 'Previous order', ways: [['K']] },
        { does: 'Open it', ways: [['Enter']] },
        { does: 'Do its next step', ways: [['E']] },
        { does: 'Select it, or not', ways: [['X']] },
        { does: 'Undo what was just done', ways: [['U']] },
      ],
    },
    {
      title: 'Everywhere',
      shortcuts: [
        { does: 'Search', ways: [['F'], ['/']] },
        { does: 'From the search to the list', ways: [['↓']] },
        { does: 'Commands', ways: [paletteKeys], together: true },
        ...places.flatMap(({ key, label }) => key === undefined ? [] : [{ does: appWords.places[label], ways: [['G', key.toUpperCase()]] }]),
        { does: 'This sheet', ways: [['?']] },
        { does: 'Close what is open', ways: [['Esc']] },
      ],
    },
  ]
}
