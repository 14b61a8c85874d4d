import { isBuiltin } from 'node:module'
import path from 'node:path'

/**
 * An ESLint rule that reports imports across a wall of walls.js.
 * @param {string} root where the repository is
 * @param {typeof import('./walls.js').walls} walls
 * @returns {import('eslint').Rule.RuleModule} the rule
 */
export function wallsRule(root, walls) {
  return {
    meta: { type: 'problem', schema: [] },
    create(context) {
      const file = toRepositoryPath(root, context.filename)
      const mine = walls.filter(wall => wall.from.test(file) && !wall.except?.test(file))
      if (mine.length === 0)
        return {}

      /** @param {any} node */
      function check(node) {
        if (typeof node.source?.value !== 'string')
          return
        const target = targetOf(root, context.filename, node.source.value)
        const wall = mine.find(({ to, typesToo }) => (typesToo || !isTypeOnly(node)) && to.some(one => covers(one, target)))
        if (wall)
          context.report({ node: node.source, message: wall.because })
      }

      return {
        ImportDeclaration: check,
        ExportNamedDeclaration: check,
        ExportAllDeclaration: check,
        ImportExpression: check,
        TSImportType: check,
      }
    },
  }
}

/** @param {any} node */
function isTypeOnly(node) {
  return node.type === 'TSImportType'
    || node.importKind === 'type'
    || node.exportKind === 'type'
    || (node.type === 'ImportDeclaration' && node.specifiers.length > 0 && node.specifiers.every((/** @type {any} */ one) => one.importKind === 'type'))
}

/** @type {(root: string, from: string, source: string) => string} */
function targetOf(root, from, source) {
  if (source.startsWith('.'))
    return toRepositoryPath(root, path.resolve(path.dirname(from), source))
  return isBuiltin(source) ? `node/${source.replace(/^node:/, '')}` : source
}

/** @type {(root: string, file: string) => string} */
function toRepositoryPath(root, file) {
  return path.relative(root, file).split(path.sep).join('/')
}

/** @type {(wanted: string | RegExp, target: string) => boolean} */
function covers(wanted, target) {
  return typeof wanted === 'string' ? target === wanted || target.startsWith(`${wanted}/`) : wanted.test(target)
}
