import type { Plugin, Rolldown } from 'vite'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { notForCustomers } from './not-for-customers.ts'

/** A chunk as Vite leaves it. */
type Built = Rolldown.OutputChunk & { viteMetadata?: { importedCss: Set<string>, importedAssets: Set<string> } }

/** Public files that the app needs to open. Icons and pictures of the installed app are the system's business. */
const publicFiles = ['first.js', 'favicon.svg', 'manifest.webmanifest']

/**
 * Makes /sw.js: worker/app-worker.js with the names of the built files. The version is a hash of them all, and stands in the
 * page as well, so that page and files always belong together.
 */
export function appWorkerPlugin(root: string): Plugin {
  return {
    name: 'orderbeat-app-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const customers = customerFiles(bundle)
        const built = Object.keys(bundle).filter(name => name.startsWith('assets/'))
        const page = bundle['index.html'] as Rolldown.OutputAsset
        const worker = readFileSync(join(root, 'worker/app-worker.js'), 'utf8')
        const version = hashOf([...built, String(page.source), worker, ...readdirSync(join(root, 'public')).filter(name => publicFiles.includes(name)).map(name => readFileSync(join(root, 'public', name), 'utf8'))])
        page.source = String(page.source).replace('<script', `${filesAhead(bundle)}<script`)
        page.source = page.source.replace('</head>', `<meta name="orderbeat-version" content="${version}">\n  </head>`)
        const known = {
          version,
          page: '/',
          files: [...publicFiles, ...built.filter(name => customers.has(name))].map(name => `/${name}`),
          rest: built.filter(name => !customers.has(name)).map(name => `/${name}`),
        }
        const source = Object.entries(known).map(([name, value]) => `const ${name} = ${JSON.stringify(value)}\n`).join('') + worker.replace(/^\/\* global .*\n+/m, '')
        this.emitFile({ type: 'asset', fileName: 'sw.js', source })
      },
    },
  }
}

/** The pages that public/first.js has loaded ahead, by the name under which it finds their files. */
const pagesAhead = { 'orderbeat-orders': 'OrderHistoryPage', 'orderbeat-order': 'OrderPage' }

function filesAhead(bundle: Rolldown.OutputBundle): string {
  return Object.entries(pagesAhead).map(([name, page]) => `<meta name="${name}" content="${filesOf(bundle, page).join(' ')}">\n    `).join('')
}

/** What a page of a customer's orders loads beside what every page does. */
function filesOf(bundle: Rolldown.OutputBundle, page: string): string[] {
  const chunks = Object.values(bundle).filter(file => file.type === 'chunk')
  const start = chunks.find(({ isEntry }) => isEntry)!
  const { fileName, imports } = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/src/orders/${page}.vue`))!
  const own = chunks.filter(chunk => [fileName, ...imports].includes(chunk.fileName) && ![start.fileName, ...start.imports].includes(chunk.fileName))
  return own.flatMap(chunk => [chunk.fileName, ...cssOf(chunk)]).map(name => `/${name}`)
}

function cssOf(chunk: Rolldown.OutputChunk): string[] {
  return [...(chunk as Built).viteMetadata?.importedCss ?? []]
}

/** What can be reached from the page without going through what is not for customers, with the styles and fonts that belong to it. The rest is kept once it is used. */
function customerFiles(bundle: Rolldown.OutputBundle): Set<string> {
  const found = new Set<string>()
  const visit = (name: string): void => {
    const file = bundle[name]
    if (file === undefined || found.has(name) || (file.type === 'chunk' && notForCustomers.test(file.facadeModuleId ?? '')))
      return
    found.add(name)
    if (file.type === 'asset')
      return
    for (const other of [...file.imports, ...file.dynamicImports, ...cssOf(file), ...(file as Built).viteMetadata?.importedAssets ?? []])
      visit(other)
  }
  for (const file of Object.values(bundle)) {
    if (file.type === 'chunk' && file.isEntry)
      visit(file.fileName)
    else if (/\.woff2$/.test(file.fileName))
      found.add(file.fileName)
  }
  return found
}

function hashOf(parts: string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 16)
}
