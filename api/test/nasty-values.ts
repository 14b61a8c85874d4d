import type { Random } from './random.ts'

/** What has broken parsers, validators, databases and templates before. */
export const nastyTexts: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\uD800',
  'a\uDFFFb',
  '\u202E\u0000',
  'x'.repeat(300),
  'x'.repeat(5000),
  '💥'.repeat(200),
  '\' or 1=1 --',
  '"; drop table orders; --',
  '%',
  '%00',
  '%zz',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '{{7*7}}',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'NaN',
  '-1',
  '0x10',
  '1e3',
  '9007199254740993',
  '2147483648',
  '00000000-0000-0000-0000-000000000000',
  'ONLINE-000001',
  'ONLINE-99999999999999999999',
  '2026-02-30T00:00:00.000Z',
  '0000-00-00',
  '2026-02-30',
  '275760-09-13T00:00:00.001Z',
  'W/"x"',
  '"1", "2", *',
  ',,,',
  'ß∂ƒ\u0301',
] as const

const nastyNumbers = [-1, 0, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, 5e-324, -0, 101, 10_001] as const

export const nastyText = (random: Random): string => random.one(nastyTexts)

/** A JSON value of any kind. */
export function nastyValue(random: Random): unknown {
  return random.one<() => unknown>([
    () => nastyText(random),
    () => random.one(nastyNumbers),
    () => null,
    () => random.chance(50),
    () => [],
    () => ({}),
    () => [nastyText(random)],
    () => ({ [nastyText(random)]: nastyText(random) }),
    () => Array.from({ length: random.one([101, 501, 2000]) }, () => random.one(nastyNumbers)),
  ])()
}

/** Bodies that are no JSON, or none that anybody should send. */
export function nastyPayload(random: Random, json: string): string {
  return random.one<() => string>([
    () => json.slice(0, random.below(json.length + 1)),
    () => `${json}${json}`,
    () => `\uFEFF${json}`,
    () => json.replace(/\d+/, '1e400'),
    () => json.replace(/"(\w+)":/, '"$1":1,"$1":'),
    () => json.replace('{', '{"__proto__":{"role":"admin"},'),
    () => json.replace('{', '{"constructor":{"prototype":{"x":1}},'),
    () => '['.repeat(20_000) + ']'.repeat(20_000),
    () => '['.repeat(400_000) + ']'.repeat(400_000),
    () => `{"a":`.repeat(5000),
    () => `"${'x'.repeat(2_000_000)}"`,
    () => nastyText(random),
    () => JSON.stringify(nastyValue(random)),
  ])()
}
