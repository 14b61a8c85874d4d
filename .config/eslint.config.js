import path from 'node:path'
import antfu from '@antfu/eslint-config'
import { wallsConfig } from './walls-config.js'

export default antfu(
  {
    type: 'app',
    typescript: true,
    vue: true,
    markdown: false,
    pnpm: false,
    ignores: ['**/dist', '**/coverage', 'data', 'pnpm-lock.yaml'],
  },
  {
    rules: {
      'antfu/reasonable-newline': 'off',
      'antfu/top-level-function': 'error',
      'e18e/prefer-static-regex': 'off',
      'node/prefer-global/process': 'off',
      'style/operator-linebreak': ['error', 'before', { overrides: { '=': 'after' } }],
      'test/consistent-test-it': 'off',
      'test/prefer-lowercase-title': 'off',
      // A TypeBox schema and the type made from it share their name.
      'ts/no-redeclare': 'off',
    },
  },
  {
    files: ['{.config,api,web}/**/*.{js,ts}'],
    ignores: ['web/src/**'],
    rules: { 'antfu/no-top-level-await': 'off' },
  },
  {
    files: ['.config/*.ts', 'api/src/account-command.ts', 'api/bench/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.vue'],
    rules: {
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/component-api-style': 'error',
      'vue/define-emits-declaration': 'error',
      'vue/define-props-declaration': 'error',
      'vue/no-v-html': 'error',
    },
  },
  ...wallsConfig(path.resolve(import.meta.dirname, '..')),
)
