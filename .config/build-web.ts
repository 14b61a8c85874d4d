import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { compressWeb } from './compress-web.ts'
import { root, run } from './run.ts'
import { scriptSizes, sizesInWords } from './script-sizes.ts'

const inputs = ['pnpm-lock.yaml', 'web/{package,tsconfig}.json', 'web/index.html', 'web/vite.config.ts', 'web/{src,public,worker}/**/*', 'shared/package.json', 'shared/src/**/*']
/** What was built last, and the sizes that it had. */
const stamp = join(root, 'node_modules/.cache/orderbeat/web-build')
const isCommand = process.argv[1] === import.meta.filename

/** Builds web/dist unless it was already built from what is there now. */
export async function buildWeb(): Promise<void> {
  const now = fingerprint()
  const [built, sizes] = existsSync(join(root, 'web/dist/index.html')) && existsSync(stamp) ? readFileSync(stamp, 'utf8').split('\0') : []
  if (built === now) {
    // Whoever starts the shop or tests it has not asked for them.
    if (isCommand)
      process.stdout.write(`${sizes}\n`)
    return
  }
  // Whoever runs tests has another environment, in which Vue would be built for development.
  if (await run('pnpm', ['--silent', '--dir', 'web', 'run', 'build', '--logLevel', 'warn'], { ...process.env, NODE_ENV: 'production' }) !== 0) {
    rmSync(join(root, 'web/dist'), { recursive: true, force: true })
    throw new Error('The web app could not be built, see above.')
  }
  const words = weigh(join(root, 'web/dist'))
  compressWeb(join(root, 'web/dist'))
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, `${now}\0${words}`)
}

/** Says what customers load, and refuses what is too heavy for a phone. What it is read from is nothing to serve. */
function weigh(folder: string): string {
  const words = sizesInWords(scriptSizes(folder))
  process.stdout.write(`${words}\n`)
  rmSync(join(folder, '.vite'), { recursive: true })
  return words
}

function fingerprint(): string {
  const hash = createHash('sha256')
  const files = globSync([...inputs, '.config/{build-web,compress-web,script-sizes}.ts'], { cwd: root, withFileTypes: true })
    .filter(entry => entry.isFile() && !entry.name.endsWith('.spec.ts'))
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
  for (const file of files)
    hash.update(`${file.slice(root.length)}\0`).update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

if (isCommand)
  await buildWeb()
