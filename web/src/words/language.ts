import { computed, readonly, shallowRef } from 'vue'

/**
 * The languages of the app, the one that is always there first. `locale` is how numbers and dates are written (BCP 47),
 * `dir` how its lines run: everything else about a right-to-left language is in its words.
 */
export const languages = {
  en: { name: 'English', locale: 'en-GB', dir: 'ltr' },
  de: { name: 'Deutsch', locale: 'de-DE', dir: 'ltr' },
} as const satisfies Record<string, { name: string, locale: string, dir: 'ltr' | 'rtl' }>

export type Language = keyof typeof languages

/** Here the device keeps what was chosen on it: by account, and under no name what was chosen last. */
const place = 'orderbeat.language'
const spoken = shallowRef<Language>('en')

/** The language in which the app speaks. */
export const language = readonly(spoken)
export const locale = computed(() => languages[spoken.value].locale)

/** From now on this is the language. For speak.ts, which brings the words first. */
export function show(now: Language): void {
  spoken.value = now
  document.documentElement.lang = now
  document.documentElement.dir = languages[now].dir
}

/**
 * What a person (by account, null for whoever has not signed in) chose on this device, or else the first of the browser's
 * languages that we have (RFC 4647, by its first part). Nobody is spoken to in what somebody else chose, once they signed in.
 */
export function wantedLanguage(account: string | null): Language {
  const wishes = [kept()[account ?? ''] ?? '', ...navigator.languages.map(one => one.split('-')[0]!.toLowerCase())]
  return wishes.find(isLanguage) ?? 'en'
}

export function keepLanguage(chosen: Language, account: string | null): void {
  try {
    localStorage.setItem(place, JSON.stringify({ ...kept(), '': chosen, [account ?? '']: chosen }))
  }
  catch {
    // Without storage the choice holds until the page is left.
  }
}

function kept(): Record<string, string> {
  try {
    return JSON.parse(localStorage.getItem(place) ?? '{}') as Record<string, string>
  }
  catch {
    return {}
  }
}

function isLanguage(code: string): code is Language {
  return Object.hasOwn(languages, code)
}

/** Something that is made when it is first needed, once a locale, such as a format of `Intl`: it takes a slow phone milliseconds. */
export function oncePerLocale<T>(make: (locale: string) => T): (locale: string) => T {
  const made = new Map<string, T>()
  return (locale) => {
    if (!made.has(locale))
      made.set(locale, make(locale))
    return made.get(locale)!
  }
}

/** The same, for the locale in which the app speaks. */
export function perLocale<T>(make: (locale: string) => T): () => T {
  const of = oncePerLocale(make)
  return () => of(locale.value)
}
