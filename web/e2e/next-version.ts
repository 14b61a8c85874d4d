import type { OwnAnswer } from './proxies.ts'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { apiBase, problems } from '@orderbeat/shared'

const dist = join(import.meta.dirname, '../dist')
const types: Record<string, string> = { js: 'text/javascript', css: 'text/css', html: 'text/html' }

/**
 * A later version of the built app: the same, but each script and style has another name, and those of the version before
 * are gone. `deploy` puts it in place of the first one; with another contract the API has other addresses as well.
 */
export function nextVersion(): { deploy: (how?: { otherContract: boolean }) => void, answer: (path: string) => OwnAnswer | null | undefined } {
  const names = readdirSync(join(dist, 'assets')).filter(name => /\.(?:js|css)$/.test(name))
  const renamed = new Map(names.map(name => [name, name.replace(/\.(js|css)$/, '-next.$1')]))
  const first = /orderbeat-version" content="(\w+)"/.exec(readFileSync(join(dist, 'index.html'), 'utf8'))![1]!
  let deployed = false
  let otherContract = false
  const textOf = (file: string): OwnAnswer => ({
    type: types[file.split('.').at(-1)!]!,
    text: readFileSync(join(dist, file), 'utf8').replaceAll(/[\w.-]+\.(?:js|css)/g, name => renamed.get(name) ?? name).replaceAll(first, `${first}next`),
  })
  return {
    deploy(how) {
      deployed = true
      otherContract = how?.otherContract ?? false
    },
    answer(path) {
      if (otherContract && path.startsWith(apiBase))
        return { status: 404, type: 'application/problem+json', text: JSON.stringify({ type: '/problems/not-found', title: problems['not-found'].title, status: 404, detail: 'There is no such address.', instance: 'gone' }) }
      if (!deployed || path.startsWith('/api/'))
        return undefined
      if (path === '/sw.js')
        return textOf('sw.js')
      if (!/\.\w+$/.test(path))
        return textOf('index.html')
      const name = path.replace('/assets/', '')
      if (renamed.has(name))
        return null
      return name.includes('-next.') ? textOf(`assets/${name.replace('-next.', '.')}`) : undefined
    },
  }
}
