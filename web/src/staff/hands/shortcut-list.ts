import type { Place } from '../../app/navigation.ts'
import { appWords } from '../../app/app-words.ts'
import { handsWords } from './hands-words.ts'

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

/** All shortcuts for somebody who can go to `places`. */
export function shortcutGroups(places: readonly Place[]): ShortcutGroup[] {
  const { does, keys } = handsWords
  return [
    {
      title: handsWords.inTheList,
      shortcuts: [
        { does: does.next, ways: [['J']] },
        { does: does.previous, ways: [['K']] },
        { does: does.open, ways: [[keys.enter]] },
        { does: does.step, ways: [['E']] },
        { does: does.select, ways: [['X']] },
        { does: does.undo, ways: [['U']] },
      ],
    },
    {
      title: handsWords.everywhere,
      shortcuts: [
        { does: does.search, ways: [['F'], ['/']] },
        { does: does.toTheList, ways: [['↓']] },
        { does: handsWords.commands, ways: [[apple ? '⌘' : keys.control, 'K']], together: true },
        ...places.flatMap(({ key, label }) => key === undefined ? [] : [{ does: appWords.places[label], ways: [['G', key.toUpperCase()]] }]),
        { does: does.sheet, ways: [['?']] },
        { does: does.close, ways: [[keys.escape]] },
      ],
    },
  ]
}
