// What `pnpm icons` runs: the icons of the installed app and the pictures with which it starts on an iPhone, drawn from
// web/icons in the sizes that systems ask for.
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { splashName, splashScreens } from '../icons/splash-screens.ts'
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
  for (const [width, height, scale] of splashScreens) {
    const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale })
    await page.setContent(`<style>body { display: grid; place-items: center; block-size: 100vh; margin: 0; background: #faf6ef } svg { inline-size: 96px }</style>${await readFile(join(drawings, 'icon.svg'), 'utf8')}`)
    await page.screenshot({ path: join(folder, `${splashName(width, height, scale)}.png`) })
    await page.close()
  }
}
finally {
  await browser.close()
}
