import { Buffer } from 'node:buffer'
import { createHmac, createSign, generateKeyPairSync } from 'node:crypto'

const header = { alg: 'HS256', typ: 'at+jwt' }
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const publicPem = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString()
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

const encode = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

export function claimsOf(sub: string, seconds: number) {
  return { iss: 'orderbeat', aud: 'orderbeat-api', sub, role: 'admin', name: 'Ada', iat: seconds, exp: seconds + 900, jti: '1' }
}

export function signToken(head: unknown, body: unknown, key: string, hash = 'sha256'): string {
  const text = `${encode(head)}.${encode(body)}`
  return `${text}.${createHmac(hash, key).update(text).digest('base64url')}`
}

/** A token as ours are, so that what is wrong with the forged ones is what is said of them. */
export function rightToken(secret: string, sub: string, seconds: number): string {
  return signToken(header, claimsOf(sub, seconds), secret)
}

/** Tokens that are not ours, or not any more, or not yet, by what is wrong with them. `seconds` is now. */
export function forgedTokens(secret: string, sub: string, seconds: number): Record<string, string> {
  const claims = claimsOf(sub, seconds)
  const sign = (head: unknown, body: unknown, key = secret, hash?: string) => signToken(head, body, key, hash)
  const withHeader = (changes: object) => sign({ ...header, ...changes }, claims)
  const withClaims = (changes: object) => sign(header, { ...claims, ...changes })
  const named = (title: string, values: unknown[], make: (value: unknown) => string) => values.map(value => [`${title} ${JSON.stringify(value)}`, make(value)] as const)
  const unsigned = (alg: unknown, signature = '') => `${encode({ ...header, alg })}.${encode(claims)}.${signature}`
  const good = sign(header, claims)
  const [head, body, signature] = good.split('.') as [string, string, string]
  const rs256 = (alg: string) => {
    const text = `${encode({ ...header, alg })}.${encode(claims)}`
    return `${text}.${createSign('RSA-SHA256').update(text).sign(rsa.privateKey, 'base64url')}`
  }
  const odd = [null, 1, true, '', [], {}, ['x'], { a: 1 }]

  return Object.fromEntries([
    ...named('alg without a signature', ['none', 'None', 'NONE', 'nOnE', '', null, 'HS256'], alg => unsigned(alg)),
    ...named('alg with the right signature', ['none', 'None', 'NONE', 'HS384', 'HS512', 'hs256', 'RS256', 'ES256', 'PS256', 'EdDSA', null, 1, '', ['HS256'], {}], alg => withHeader({ alg })),
    ['no alg', sign({ typ: 'at+jwt' }, claims)],
    ['HS384', sign({ ...header, alg: 'HS384' }, claims, secret, 'sha384')],
    ['HS512', sign({ ...header, alg: 'HS512' }, claims, secret, 'sha512')],
    ['RS256 of another', rs256('RS256')],
    ['RS256 called HS256', rs256('HS256')],
    ['a public key as the secret', sign(header, claims, publicPem)],
    ...named('the secret', ['', ' ', 'x', 'secret', 'orderbeat', secret.slice(1), `${secret} `, secret.toUpperCase()], key => sign(header, claims, String(key))),
    ...named('typ', ['JWT', 'rt+jwt', 'at+JWT!', '', null, 1, ['at+jwt']], typ => withHeader({ typ })),
    ['no typ', sign({ alg: 'HS256' }, claims)],
    ...named('kid', ['../../../../dev/null', '\' union select \'x\' --', 'http://evil.example/key', 0, null], kid => withHeader({ kid })),
    ['an empty key by kid', sign({ ...header, kid: '/dev/null' }, claims, '')],
    ...named('header', [
      { jku: 'http://127.0.0.1:1/keys' },
      { x5u: 'http://127.0.0.1:1/cert' },
      { jwk: { kty: 'oct', k: encode('attacker') } },
      { x5c: ['MIIB'] },
      { crit: ['exp'] },
      { crit: [] },
      { crit: ['b64'], b64: false },
      { b64: false },
      { cty: 'JWT' },
      { zip: 'DEF' },
      { enc: 'A128GCM' },
      { ['__proto__']: { alg: 'none' } },
    ], changes => withHeader(changes as object)),
    ['its own key in the header', sign({ ...header, jwk: { kty: 'oct', k: encode('attacker'), alg: 'HS256' } }, claims, 'attacker')],
    ...['iss', 'aud', 'sub', 'role', 'name', 'iat', 'exp', 'jti'].map(name => [`no ${name}`, withClaims({ [name]: undefined })] as const),
    ...['iss', 'aud', 'sub', 'role', 'name'].flatMap(name => named(name, odd.filter(value => !(name === 'name' && value === '')), value => withClaims({ [name]: value }))),
    ...['iat', 'exp'].flatMap(name => named(name, [null, true, '', String(seconds), [seconds], {}, Number.MAX_SAFE_INTEGER, -1, 1e300, seconds + 0.5], value => withClaims({ [name]: value }))),
    ...named('another issuer', ['Orderbeat', 'orderbeat ', 'https://orderbeat', 'evil'], iss => withClaims({ iss })),
    ...named('another audience', ['orderbeat', 'orderbeat-api ', ['orderbeat-api'], ['orderbeat-api', 'evil']], aud => withClaims({ aud })),
    ...named('another role', ['owner', 'Admin', 'root', 'customer ', 'constructor', '__proto__'], role => withClaims({ role })),
    ['an end in milliseconds', withClaims({ exp: (seconds + 900) * 1000 })],
    ['a life of an hour', withClaims({ exp: seconds + 3600 })],
    ['a life of a second too long', withClaims({ exp: seconds + 901 })],
    ['ended now', withClaims({ iat: seconds - 900, exp: seconds })],
    ['ended long ago', withClaims({ iat: seconds - 90_000, exp: seconds - 89_000 })],
    ['from the far future', withClaims({ iat: seconds + 31_536_000, exp: seconds + 31_536_900 })],
    ['from in a minute', withClaims({ iat: seconds + 60, exp: seconds + 900 })],
    ['not yet', withClaims({ nbf: seconds + 31_536_000 })],
    ['oversize', withClaims({ name: 'x'.repeat(9000) })],
    ['oversize by a claim of its own', withClaims({ more: 'x'.repeat(9000) })],
    ['a list', sign(header, [claims])],
    ['a text', sign(header, 'claims')],
    ['a number', sign(header, '1')],
    ['null', sign(header, 'null')],
    ['no JSON', sign(header, '{')],
    ['no JSON header', sign('{', claims)],
    ['a header that is null', sign('null', claims)],
    ['a header that is a list', sign([header], claims)],
    ['another body', `${head}.${encode({ ...claims, role: 'staff' })}.${signature}`],
    ['another header', `${encode({ typ: 'at+jwt', alg: 'HS256', x: 1 })}.${body}.${signature}`],
    ...[1, 2, 3].map(step => [`another spelling of the signature ${step}`, `${good.slice(0, -1)}${alphabet[alphabet.indexOf(good.at(-1)!) ^ step]}`] as const),
    ['padded', `${good}=`],
    ['padded twice', `${good}==`],
    ['base64 instead of base64url', `${head}.${body}.${Buffer.from(signature, 'base64url').toString('base64').replace(/=*$/, '')}+`],
    ['a cut signature', good.slice(0, -4)],
    ['no signature', `${head}.${body}.`],
    ['two parts', `${head}.${body}`],
    ['four parts', `${good}.x`],
    ['five parts', `${good}.x.y`],
    ['a token in a token', `${good}.${good}`],
    ['a space inside', `${head} .${body}.${signature}`],
    ['a line break', `${head}.${body}\t.${signature}`],
    ['a signature of zeros', `${head}.${body}.${encode('\0'.repeat(32))}`],
    ['a signature of nothing', `${head}.${body}.${createHmac('sha256', secret).update('').digest('base64url')}`],
    ['dots', '..'],
    ['a dot', '.'],
    ['nothing', ''],
    ['words', 'undefined'],
    ['null as a word', 'null'],
    ['an object', '[object Object]'],
    ['a key of nobody', `obk_${'A'.repeat(43)}`],
    ['an empty key', 'obk_'],
    ['a refresh token', `01999999-0000-7000-8000-000000000000.${'A'.repeat(43)}`],
  ])
}
