type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

/** Picks a form by number as the language has it (CLDR plural rules); `#` in it becomes the number. */
export function pluralsOf(locale: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(locale)
  const numbers = new Intl.NumberFormat(locale)
  return (count, forms) => (forms[rules.select(count)] ?? forms.other).replace('#', numbers.format(count))
}
