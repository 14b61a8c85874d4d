import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

const root = resolve(import.meta.dirname, '..')
/** A test that hangs ends; one on a busy machine may take its time. */
const patient = { testTimeout: 30_000, hookTimeout: 60_000, maxWorkers: '100%', expect: { poll: { timeout: 10_000 } } }

/** Tests of one engine; all others run on both. */
const aboutPostgres = 'src/database/postgres*.spec.ts'
const aboutSqlite = 'src/database/{sqlite*,backup,poll-cost,reader-thread,migrations/*}.spec.ts'

export default defineConfig({
  root,
  test: {
    reporters: ['default', resolve(import.meta.dirname, 'counts-reporter.ts')],
    projects: [
      { test: { name: 'tooling', root, include: ['.config/**/*.spec.ts'], ...patient } },
      { test: { name: 'shared', root: resolve(root, 'shared'), include: ['src/**/*.spec.ts'], ...patient } },
      { test: { name: 'api', root: resolve(root, 'api'), include: ['{src,test,bench}/**/*.spec.ts'], exclude: [aboutPostgres], ...patient } },
      {
        test: {
          name: 'api on postgres',
          root: resolve(root, 'api'),
          include: ['{src,test}/**/*.spec.ts'],
          exclude: [aboutSqlite],
          globalSetup: resolve(root, 'api/test/postgres-for-tests.ts'),
          ...patient,
        },
      },
      {
        extends: resolve(root, 'web/vite.config.ts'),
        test: { name: 'web', root: resolve(root, 'web'), include: ['src/**/*.spec.ts'], environment: 'jsdom', css: { include: [/tokens\.css/] }, ...patient },
      },
      {
        test: {
          name: 'e2e',
          root: resolve(root, 'web'),
          include: ['e2e/**/*.e2e.ts'],
          globalSetup: resolve(import.meta.dirname, 'build-web-once.ts'),
          testTimeout: 120_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 10_000 } },
          // One browser test file at a time, after everything else: they watch the clock.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // The long forms (`pnpm test:hard`), left out of `npm test`. One file at a time: they load the machine and watch the clock.
        test: {
          name: 'hard',
          root,
          include: ['{shared,api,web}/**/*.hard.ts'],
          setupFiles: [resolve(import.meta.dirname, 'hard-seed.ts')],
          testTimeout: 40 * 60_000,
          hookTimeout: 2 * 60_000,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
