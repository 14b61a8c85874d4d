import { onBeforeUnmount, onMounted } from 'vue'

/** How long the letter after G is waited for, in milliseconds. */
const patience = 1500

export interface ShortcutKeys {
  /** What a single key does, by `KeyboardEvent.key` in lower case. */
  keys: Readonly<Record<string, () => void>>
  /** Those that may be held down. */
  repeating: readonly string[]
  /** What the letter after G does. */
  go: (letter: string) => void
  /** The arrow down from a search: to what it found. */
  leaveSearch: () => void
  /** Ctrl or Cmd with K, which works while typing too. */
  palette: () => void
  /** Whether single keys do anything now. */
  on: () => boolean
}

/** Listens to the keyboard while the component is there. Never to what is typed, nor over an open dialog or menu. */
export function useShortcutKeys({ keys, repeating, go, leaveSearch, palette, on }: ShortcutKeys): void {
  let goingUntil = 0

  function press(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing)
      return
    const key = event.key.toLowerCase()
    if (isPaletteKey(event)) {
      event.preventDefault()
      palette()
      return
    }
    if (key === 'arrowdown' && event.target instanceof Element && event.target.matches('main [role="search"] input')) {
      event.preventDefault()
      leaveSearch()
      return
    }
    if (!on() || !isSingle(event) || isTaken(event.target) || (event.repeat && !repeating.includes(key)))
      return
    if (event.timeStamp < goingUntil) {
      goingUntil = 0
      event.preventDefault()
      go(key)
    }
    else if (key === 'g') {
      goingUntil = event.timeStamp + patience
    }
    else if (Object.hasOwn(keys, key)) {
      event.preventDefault()
      keys[key]!()
    }
  }

  onMounted(() => window.addEventListener('keydown', press))
  onBeforeUnmount(() => window.removeEventListener('keydown', press))
}

function isPaletteKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'k' && ctrlKey !== metaKey && !altKey && !shiftKey
}

/** Nothing is held with it. "?" and "/" may need Shift. */
function isSingle({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return !ctrlKey && !metaKey && !altKey && !(shiftKey && /^[a-z]$/i.test(key))
}

const typed = 'textarea, select, [contenteditable]:not([contenteditable="false"]), [role="textbox"], [role="combobox"], input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"])'
const open = 'dialog, [role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]'

/** Whether the key belongs to what has the focus: a field, or something open in front of the page. */
function isTaken(target: EventTarget | null): boolean {
  return (target instanceof Element && target.closest(`${typed}, ${open}`) !== null) || document.querySelector('dialog[open]') !== null
}
