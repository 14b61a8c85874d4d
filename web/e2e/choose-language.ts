import type { Page } from 'playwright-core'

/** From the next page on, whoever is signed in on this device has chosen a language on it, and so has whoever comes before that. */
export async function chooseLanguage(page: Page, language: 'en' | 'de'): Promise<void> {
  await page.addInitScript((chosen) => {
    const account = JSON.parse(localStorage.getItem('orderbeat.account') ?? 'null') as { id: string } | null
    localStorage.setItem('orderbeat.language', JSON.stringify({ '': chosen, [account?.id ?? '']: chosen }))
  }, language)
}
