import { fileURLToPath } from 'node:url'
import * as typescriptParser from '@typescript-eslint/parser'
import importX, { createNodeResolver } from 'eslint-plugin-import-x'
import * as vueParser from 'vue-eslint-parser'
import { wallsRule } from './walls-rule.js'
import { walls } from './walls.js'

/**
 * The part of the ESLint configuration that guards who may import whom.
 * @param {string} root where the repository is
 * @returns {import('eslint').Linter.Config[]} the configuration
 */
export function wallsConfig(root) {
  return [
    {
      name: 'orderbeat/walls',
      files: ['{shared,api,web}/**/*.{ts,js,vue}'],
      plugins: { 'orderbeat': { rules: { walls: wallsRule(root, walls) } }, 'import-x': /** @type {any} */ (importX) },
      settings: {
        'import-x/extensions': ['.ts', '.js', '.vue'],
        'import-x/parsers': {
          [fileURLToPath(import.meta.resolve('@typescript-eslint/parser'))]: ['.ts', '.js'],
          [fileURLToPath(import.meta.resolve('vue-eslint-parser'))]: ['.vue'],
        },
        'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js', '.vue'] })],
      },
      rules: {
        'orderbeat/walls': 'error',
        'import-x/no-cycle': 'error',
      },
    },
    { files: ['**/*.{ts,js}'], languageOptions: { parser: typescriptParser, parserOptions: { parser: typescriptParser } } },
    { files: ['**/*.vue'], languageOptions: { parser: vueParser, parserOptions: { parser: typescriptParser } } },
    {
      name: 'orderbeat/process',
      files: ['api/src/**/*.ts'],
      ignores: ['api/src/server.ts', 'api/src/account-command.ts', '**/*.spec.ts'],
      rules: {
        'no-restricted-globals': ['error', {
          name: 'process',
          message: 'Only server.ts and account-command.ts touch the process: take what you need as an argument.',
        }],
      },
    },
  ]
}
