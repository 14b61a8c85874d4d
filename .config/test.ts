// What `npm test` runs: lint and format, types, the build, every test but the hard ones; the last line says how it went.
import type { Counts } from './counts-reporter.ts'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { install, root, run } from './run.ts'

await install()

const checks = await Promise.all(['lint', 'typecheck', 'build'].map(async check => ({ check, code: await run('pnpm', ['--silent', 'run', check]) })))
const failedChecks = checks.filter(({ code }) => code !== 0).map(({ check }) => check)

const { counts, code } = await runTests()
const failed = counts.failed + failedChecks.length

for (const check of failedChecks)
  console.log(`\nFailed: pnpm ${check} (its messages are above the tests).`)
if (counts.passed + counts.failed === 0)
  console.log('\nFailed: no test was run.')

console.log(`\n${counts.passed} passed, ${failed} failed${await skipped()}`)
process.exitCode = failed > 0 || code !== 0 || counts.passed === 0 ? 1 : 0

function runTests(): Promise<{ counts: Counts, code: number }> {
  return new Promise((done, fail) => {
    let counts: Counts = { passed: 0, failed: 0, skipped: 0 }
    const vitest = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--config', '.config/vitest.config.ts', '--project', '!hard', ...process.argv.slice(2)], { cwd: root, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    vitest.on('message', message => counts = message as Counts)
    vitest.once('error', fail)
    vitest.once('close', code => done({ code: code ?? 1, counts: code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts }))
  })
}

async function skipped(): Promise<string> {
  if (counts.skipped === 0)
    return ''
  const { findChromium } = await import(join(root, 'web/e2e/browser.ts')) as typeof import('../web/e2e/browser.ts')
  return `, ${counts.skipped} skipped${await findChromium() ? '' : ' (browser tests: no Chrome or Chromium found)'}`
}
