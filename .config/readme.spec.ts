import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../api/src/config.ts'
import { endpoints } from '../shared/src/index.ts'
import { root } from './run.ts'

const readme = readFileSync(join(root, 'README.md'), 'utf8')
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }

function linesOf(folder: string): number {
  return globSync(`${folder}/**/*.ts`, { cwd: root })
    .filter(file => !/\.(?:spec|hard)\.ts$/.test(file))
    .reduce((sum, file) => sum + readFileSync(join(root, file), 'utf8').split('\n').length - 1, 0)
}

describe('the README', () => {
  it('counts routes rightly, and lines to within a twentieth', () => {
    const [, routes, api, shared] = /(\d+) routes in about ([\d,]+) lines, and about ([\d,]+) lines of rules/.exec(readme)!
    const number = (text: string) => Number(text.replace(',', ''))
    expect(number(routes!)).toBe(endpoints.length)
    expect(number(api!) / linesOf('api/src')).toBeCloseTo(1, 1)
    expect(number(shared!) / linesOf('shared/src')).toBeCloseTo(1, 1)
  })

  it('names only commands that there are', () => {
    const commands = [...readme.matchAll(/`pnpm ([a-z]+)/g)].map(([, name]) => name!)
    expect(commands.length).toBeGreaterThan(5)
    for (const command of commands)
      expect(scripts).toHaveProperty(command)
  })

  it('leads only to files that there are', () => {
    for (const [, path] of readme.matchAll(/\]\(((?!http)[^)]+)\)/g))
      expect(existsSync(join(root, path!)), path).toBe(true)
  })

  it('names only settings that there are, each refused by its name when it is wrong', () => {
    const table = readme.slice(readme.indexOf('## Configure it'), readme.indexOf('## Call it'))
    const names = [...table.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell]) => [...cell!.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name!))
    expect(names.length).toBeGreaterThan(10)
    for (const name of names.filter(one => one !== 'HOST'))
      expect(() => readConfig({ [name]: '%' }), name).toThrow(name)
  })
})
