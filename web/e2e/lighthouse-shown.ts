import type { Artifacts, Audit as Audits, Config, Gatherer as Gatherers, Result } from 'lighthouse/types/lh.js'
import { Audit, Gatherer } from 'lighthouse'

/** Takes down what can be read on the page that is scored, once it is done. */
class ReadableText extends Gatherer {
  override meta: Gatherers.GathererMeta = { supportedModes: ['navigation'] }

  override async getArtifact({ driver }: Gatherers.Context): Promise<string> {
    return driver.executionContext.evaluate(() => document.querySelector('main')?.textContent ?? '', { args: [] })
  }
}

/** Keeps it in the result. It counts for no score. */
class ReadableTextAudit extends Audit {
  static override get meta(): Audits.Meta {
    return { id: 'readable-text', title: 'What can be read', description: 'What can be read', scoreDisplayMode: 'informative', requiredArtifacts: ['ReadableText'] as never[] }
  }

  static override audit(artifacts: Artifacts): Audits.Product {
    return { score: null, displayValue: (artifacts as unknown as { ReadableText: string }).ReadableText }
  }
}

const category = 'readable'

/** Lighthouse's usual configuration with `categories`, and what could be read on the page. */
export function withReadableText(categories: readonly string[]): Config {
  return {
    extends: 'lighthouse:default',
    settings: { onlyCategories: [...categories, category] },
    artifacts: [{ id: 'ReadableText', gatherer: { instance: new ReadableText() } }],
    audits: [{ implementation: ReadableTextAudit }],
    categories: { [category]: { title: 'What can be read', auditRefs: [{ id: 'readable-text', weight: 0 }] } },
  }
}

/** Throws unless the page that was scored is the one that was asked for, with `wanted` on it: a page of a refusal scores well. */
export function holdToShown({ finalDisplayedUrl, audits }: Result, url: string, wanted: string): void {
  if (finalDisplayedUrl !== url)
    throw new Error(`${finalDisplayedUrl} was scored instead of ${url}.`)
  const text = audits['readable-text']?.displayValue ?? ''
  if (!text.includes(wanted))
    throw new Error(`${url} was scored, but did not show ${wanted}: ${text}`)
}
