// What `pnpm icons` runs: the icons of the installed app, drawn from web/icons in the sizes that systems ask for.
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { launchBrowser } from './browser.ts'

const drawings = join(import.meta.dirname, '../icons')
const folder = join(import.meta.dirname, '../public/icons')
const sizes = { 'icon-192': 'icon', 'icon-512': 'icon', 'maskable-192': 'icon-maskable', 'maskable-512': 'icon-maskable', 'apple-touch-180': 'icon-maskable' }

const browser = await launchBrowser()
try {
  await mkdir(folder, { recursive: true })
  for (const [name, drawing] of Object.entries(sizes)) {
    const size = Number(name.split('-').at(-1))
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    await page.setContent(`<style>body { margin: 0 } svg { display: block; inline-size: 100vw }</style>${await readFile(join(drawings, `${drawing}.svg`), 'utf8')}`)
    await page.screenshot({ path: join(folder, `${name}.png`), omitBackground: true })
    await page.close()
  }
}
finally {
  await browser.close()
}
