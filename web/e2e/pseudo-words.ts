import type { Browser, Page } from 'playwright-core'
import { setTimeout as rest } from 'node:timers/promises'
import { orderStatuses } from '@orderbeat/shared'
import { chooseLanguage } from './choose-language.ts'
import { signIn } from './person.ts'

/**
 * Has the page speak a language that does not exist: German with every message in ⟦ ⟧. The app knows nothing of it; the
 * file with the German words is wrapped on its way.
 */
async function speakPseudo(page: Page): Promise<void> {
  await chooseLanguage(page, 'de')
  await page.route(/\/assets\/de-[^/?]*\.js$/, async (route) => {
    const answer = await route.fetch()
    const names = [...(await answer.text()).matchAll(/\bexport\s*\{([^}]*)\}/g)].flatMap(([, list]) => list!.split(',').map(one => one.trim().split(/\s+as\s+/).at(-1)!))
    await route.fulfill({
      contentType: 'text/javascript',
      body: `import * as german from '${new URL(route.request().url()).pathname}?german'
const marked = text => '⟦' + text + '⟧'
const wrapped = words => typeof words === 'string' ? marked(words)
  : typeof words === 'function' ? (...parts) => marked(words(...parts))
  : Object.fromEntries(Object.entries(words).map(([name, message]) => [name, wrapped(message)]))
${names.map((name, place) => `const word${place} = ${name === 'default' ? 'wrapped(german.default)' : `german.${name}`}`).join('\n')}
export { ${names.map((name, place) => `word${place} as ${name}`).join(', ')} }`,
    })
  })
}

/** Somebody who reads a language that does not exist. `look` notes every text in sight that is not in it, `findings` are those. */
export async function signInPseudo(browser: Browser, origin: string, email: string) {
  // What a service worker answers cannot be changed on its way.
  const { page } = await signIn(browser, origin, email, { serviceWorkers: 'block' })
  await speakPseudo(page)
  const { data, gathered } = gatherData(page)
  for (const name of ['Ana', 'Ben', 'Sam', 'Ada'])
    data.add(name)
  const findings = new Set<string>()
  return {
    page,
    findings,
    look: async (where: string): Promise<void> => (await untranslated(page, data, gathered)).forEach(text => findings.add(`${where}: ${text}`)),
  }
}

/** Members of answers that the API words itself, in English, for clients without words of their own. */
const worded = ['title', 'body', 'statusInfo', 'steps', 'actions', 'detail']
/** Members that are codes: what people read of them is a message. */
const coded = ['type', 'status', 'fulfilmentStatus', 'fulfilment', 'paymentStatus', 'paymentMethod', 'role', 'kind', 'outcome', 'scopes']
const nobodys = new Set([...worded, ...coded])
const statuses = new Set<string>(orderStatuses)

/** Gathers every string of the API's answers from now on that is somebody's own: names, addresses, comments. */
function gatherData(page: Page): { data: Set<string>, gathered: () => Promise<void> } {
  const bodies = new Set<Promise<unknown>>()
  const data = new Set(['Orderbeat', 'English', 'Deutsch', 'orderbeat-demo', 'https://'])
  const gather = (value: unknown): void => {
    if (typeof value === 'string' && /\p{L}{2}/u.test(value) && !statuses.has(value))
      data.add(value.replaceAll(/\s+/g, ' '))
    else if (typeof value === 'object' && value !== null)
      Object.entries(value).forEach(([name, member]) => nobodys.has(name) || gather(member))
  }
  page.on('response', (response) => {
    if (response.headers()['content-type']?.startsWith('application/json') && response.status() < 300)
      bodies.add(response.json().then(gather, () => {}))
  })
  return {
    data,
    /** Ends when every answer so far is here, or is one that will never be: its page went away before its end. */
    async gathered() {
      await Promise.race([Promise.all(bodies), rest(1000)])
      bodies.clear()
    },
  }
}

/** What German formats of `Intl` write by themselves. */
const formatted = /\b(?:heute|gestern|morgen|vorgestern|übermorgen|(?:vor|in) \d+ Tagen|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Jan(?:uar|\.)|Feb(?:ruar|\.)|März|Apr(?:il|\.)|Mai|Juni|Juli|Aug(?:ust|\.)|Sept?(?:ember|\.)|Okt(?:ober|\.)|Nov(?:ember|\.)|Dez(?:ember|\.)|kB|MB)(?!\p{L})/giu

/** Every text and every name for screen readers that is neither a message, nor data, nor a number. */
async function untranslated(page: Page, data: ReadonlySet<string>, gathered: () => Promise<void>): Promise<string[]> {
  const texts = await page.evaluate(textsOutsideMarks)
  // A page shows an answer before it is here.
  await gathered()
  // Days are taken out first: Sam is somebody, and the beginning of the German Saturday.
  const withoutDays = (text: string): string => text.replaceAll(formatted, ' ')
  const own = [...data].toSorted((one, other) => other.length - one.length).map(withoutDays)
  return texts.filter((text) => {
    const rest = own.reduce((left, one) => left.replaceAll(one, ' '), withoutDays(text.replaceAll(/\s+/g, ' ')))
    return /\p{L}{2}/u.test(rest)
  })
}

/** Runs in the page. A message may be parted by an element inside, so the marks are counted in the order of reading. What says that it is not to be translated is code. */
function textsOutsideMarks(): string[] {
  const outside = (parts: string[]): string[] => {
    let depth = 0
    return parts.map(part => [...part].filter((sign) => {
      if (sign === '⟦')
        depth++
      const kept = depth === 0
      if (sign === '⟧')
        depth--
      return kept
    }).join('').trim())
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, node => node.parentElement!.closest('script, style, noscript, svg, [translate="no"]') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT)
  const texts: string[] = []
  while (walker.nextNode())
    texts.push(walker.currentNode.textContent ?? '')
  const names = [...document.querySelectorAll('*')].flatMap(element => ['aria-label', 'aria-description', 'title', 'placeholder', 'alt'].flatMap(name => outside([element.getAttribute(name) ?? ''])))
  return [...outside(texts), ...names, ...outside([document.title])].filter(text => text !== '')
}
