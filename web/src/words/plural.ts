import { oncePerLocale } from './language.ts'

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

const formatsOf = oncePerLocale(locale => ({ rules: new Intl.PluralRules(locale), numbers: new Intl.NumberFormat(locale) }))

/** Picks a form by number as the language has it (CLDR plural rules); `#` in it becomes the number. */
export function pluralsOf(locale: string): (count: number, forms: Forms) => string {
  return (count, forms) => {
    const { rules, numbers } = formatsOf(locale)
    return (forms[rules.select(count)] ?? forms.other).replace('#', numbers.format(count))
  }
}
