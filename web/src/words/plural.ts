type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

/** Picks a form by number as the language has it (CLDR plural rules); `#` in it becomes the number. */
export function pluralsOf(locale: string): (count: number, forms: Forms) => string {
  return (count, forms) => {
    const { rules, numbers } = formatsOf(locale)
    return (forms[rules.select(count)] ?? forms.other).replace('#', numbers.format(count))
  }
}

const made = new Map<string, { rules: Intl.PluralRules, numbers: Intl.NumberFormat }>()

/** Made once a language, when it is first counted in: it takes a slow phone its time, and most pages count nothing at first. */
function formatsOf(locale: string): { rules: Intl.PluralRules, numbers: Intl.NumberFormat } {
  const formats = made.get(locale) ?? { rules: new Intl.PluralRules(locale), numbers: new Intl.NumberFormat(locale) }
  made.set(locale, formats)
  return formats
}
