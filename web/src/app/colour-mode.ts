import { readonly, shallowRef } from 'vue'

/** Also read by public/first.js, which paints before this is loaded. */
const key = 'orderbeat.colours'
const dark = shallowRef(false)

/** Whether the app is dark: as the system is, until a person chooses otherwise. */
export const isDark = readonly(dark)

/** Follows the system from now on, as long as nothing else was chosen. Called once, by main.ts. */
export function followColours(): void {
  const system = darkSystem()
  system.addEventListener('change', () => show(chosen() ?? system.matches))
  show(chosen() ?? system.matches)
}

/** Changes to the other colours. What the system shows anyway is not kept: from then on it is followed again. */
export function switchColours(): void {
  const wanted = !dark.value
  try {
    if (wanted === darkSystem().matches)
      localStorage.removeItem(key)
    else
      localStorage.setItem(key, wanted ? 'dark' : 'light')
  }
  catch {
    // Without storage the choice holds until the page is left.
  }
  show(wanted)
}

function chosen(): boolean | null {
  try {
    const kept = localStorage.getItem(key)
    return kept === null ? null : kept === 'dark'
  }
  catch {
    return null
  }
}

function darkSystem(): MediaQueryList {
  return matchMedia('(prefers-color-scheme: dark)')
}

function show(value: boolean): void {
  dark.value = value
  document.documentElement.classList.toggle('dark', value)
  document.documentElement.classList.toggle('light', !value)
  // What the system shows around the app: the bar of the browser, and above an installed app that of the phone.
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]'))
    meta.media = meta.dataset.colours === (value ? 'dark' : 'light') ? 'all' : 'not all'
}
