import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { noteSecrets } from './secrets-typed.ts'

// Our own arguments: the ones that @sparticuz/chromium brings switch web security off.
const args = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  '--no-sandbox',
]

const installed = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  ...['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].map(name => join(process.env[name] ?? '', 'Google/Chrome/Application/chrome.exe')),
]

/** The path of a Chrome or Chromium: CHROME_PATH, the one from npm (64-bit Intel Linux), or an installed one. */
export async function findChromium(): Promise<string | null> {
  const { CHROME_PATH } = process.env
  if (CHROME_PATH)
    return CHROME_PATH
  if (process.platform === 'linux' && process.arch === 'x64')
    return join(await unpacked(), 'chromium')
  return installed.find(path => existsSync(path)) ?? null
}

export async function launchBrowser(): Promise<Browser> {
  const browser = await chromium.launch(await chromiumCommand())
  const newContext = browser.newContext.bind(browser)
  browser.newContext = async options => noteSecrets(await newContext(options))
  return browser
}

/** What starts a browser: its path, our arguments and its environment. */
export async function chromiumCommand(): Promise<{ executablePath: string, args: string[], env: Record<string, string | undefined> }> {
  const executablePath = await findChromium()
  if (executablePath === null)
    throw new Error('No Chrome or Chromium was found: install one, or name it in CHROME_PATH.')
  return { executablePath, args, env: await environment(dirname(executablePath)) }
}

/** A browser with a profile in a folder, which it finds again when it is opened there anew. */
export async function openProfile(folder: string, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const executablePath = await findChromium()
  if (executablePath === null)
    throw new Error('No Chrome or Chromium was found: install one, or name it in CHROME_PATH.')
  return noteSecrets(await chromium.launchPersistentContext(folder, { executablePath, args, env: await environment(dirname(executablePath)) as Record<string, string>, locale: 'en-GB', ...options }))
}

/** The browser from npm finds its libraries and a font beside it, so that it needs nothing of the system. */
async function environment(folder: string): Promise<Record<string, string | undefined>> {
  if (!existsSync(join(folder, 'al2023/lib')))
    return process.env
  return {
    ...process.env,
    FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    LD_LIBRARY_PATH: [join(folder, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
  }
}

/** Unpacks the browser once a version. Whoever comes second finds the folder whole or makes none: it appears by a rename. */
async function unpacked(): Promise<string> {
  const source = dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))))
  const { version } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as { version: string }
  const cache = join(import.meta.dirname, '../node_modules/.cache')
  const folder = join(cache, `chromium-${version}`)
  if (existsSync(folder))
    return folder

  await mkdir(cache, { recursive: true })
  const making = await mkdtemp(`${folder}-`)
  try {
    await inflateInto(making, ['chromium', 'swiftshader.tar', 'al2023.tar', 'fonts.tar'].map(name => join(source, 'bin', `${name}.br`)))
    await writeFile(join(making, 'fonts.conf'), fontsConfig(folder))
    await rename(making, folder)
  }
  catch (error) {
    await rm(making, { recursive: true, force: true })
    if (!existsSync(folder))
      throw error
  }
  return folder
}

/** The package unpacks into the system's temporary folder, which it looks up when called. */
async function inflateInto(folder: string, archives: string[]): Promise<void> {
  const { inflate } = await import('@sparticuz/chromium')
  const before = process.env.TMPDIR
  process.env.TMPDIR = folder
  const unpacking = archives.map(inflate)
  if (before === undefined)
    delete process.env.TMPDIR
  else
    process.env.TMPDIR = before
  await Promise.all(unpacking)
}

function fontsConfig(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`
}
