import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from './run.ts'

/** What an engine is called, and the packages that lead to one. */
const names = /sqlite|postgres|\bpg\b/i

/** Where engines are known: the folder that is for them, the settings, what tests and benchmarks are given, and the tools' own. */
const mayKnow = /^(?:api\/src\/database\/|api\/src\/config\.ts$|api\/(?:test|bench)\/|web\/e2e\/|\.config\/)/

const code = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', '*.ts', '*.js', '*.vue'], { cwd: root, encoding: 'utf8' }).trim().split('\n')

/** Lines that name an engine, as `file:line`. */
function naming(files: string[]): string[] {
  return files.flatMap(file => readFileSync(join(root, file), 'utf8').split('\n').flatMap((line, index) => names.test(line) ? [`${file}:${index + 1}`] : []))
}

it('no code outside the database folder and the settings names an engine', () => {
  expect(code.length).toBeGreaterThan(300)
  expect(naming(code.filter(file => !mayKnow.test(file) && !file.endsWith('.spec.ts')))).toEqual([])
})

it('no test outside the database folder knows which engine it runs on', () => {
  const tests = code.filter(file => /^(?:api|web)\/.*\.(?:spec|e2e|hard)\.ts$/.test(file) && !file.startsWith('api/src/database/'))
  expect(tests.length).toBeGreaterThan(30)
  expect(naming(tests)).toEqual([])
})
