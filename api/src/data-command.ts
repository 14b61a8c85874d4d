import type { Config } from './config.ts'
import { createReadStream, statSync } from 'node:fs'
import process from 'node:process'
import { Transform } from 'node:stream'
import { parseArgs } from 'node:util'
import { Value } from 'typebox/value'
import { ConfigError, DatabaseUrl, readConfig } from './config.ts'
import { copyDatabase, exportShop, importInto, verifyDatabase } from './data-tools.ts'
import { backUp } from './database/backup.ts'
import { cannotOpen } from './database/bulk.ts'
import { createPasswords } from './sessions/passwords.ts'
import { NothingBroughtError } from './shop-data/import-file.ts'
import { createProgress } from './shop-data/progress.ts'
import { inWords } from './shop-data/verify/difference.ts'

const usage = `pnpm data copy --from <url> --to <url>   moves a whole shop into an empty database; the same again finishes one that was cut
pnpm data export [<file>]                writes products, accounts and orders as lines of JSON (--with-password-hashes)
pnpm data import <file>                  brings such lines along, - for the standard input (--all-or-nothing)
pnpm data backup <file>                  copies the database file while it is in use, and reads the copy back
pnpm data verify                         recounts everything from the events and names what differs
A <url> is ${(DatabaseUrl as { description?: string }).description}, as DATABASE_URL is, on which all but copy work.`

/** What went wrong in a way that its sentence explains. */
const plain = new Set(['ConfigError', 'CopyError', 'TwoCopiesError', 'UnfinishedCopyError', 'NoShopError', 'BackupError'])

const progress = createProgress(process.stderr, Date.now)
const count = (number: number) => number.toLocaleString('en')
const say = (sentence: string) => void process.stderr.write(`${sentence}\n`)

/** Everything that is printed for others to read on goes to the standard output, what is told meanwhile to the other one. */
const commands: { [name: string]: (rest: string[]) => Promise<void> } = {
  async copy(rest) {
    const { from, to } = parseArgs({ args: rest, options: { from: { type: 'string' }, to: { type: 'string' } } }).values
    if (![from, to].every(url => Value.Check(DatabaseUrl, url)))
      throw new ConfigError(usage)
    const { resumed, tables, missed } = await copyDatabase(from!, to!, progress.show)
    progress.end()
    for (const { table, checksum: { rows, sum } } of tables)
      process.stdout.write(`${table.padEnd(22)} ${count(rows).padStart(12)}  ${sum}\n`)
    say(`${resumed ? 'The rest is copied' : 'Everything is copied'}: the rows and checksums above are the same in both.`)
    if (missed > 0)
      say(`The shop was open meanwhile: its last ${count(missed)} changes are not in the copy.`)
  },

  async export(rest) {
    const { values, positionals: [file] } = parseArgs({ args: rest, allowPositionals: true, options: { 'with-password-hashes': { type: 'boolean' } } })
    const options = { withPasswordHashes: values['with-password-hashes'] === true }
    const lines = await exportShop(settings().databaseUrl, file ?? process.stdout, options, file === undefined ? undefined : progress.show)
    progress.end()
    say(`${count(lines)} lines${file === undefined ? '' : ` in ${file}`}.`)
  },

  async import(rest) {
    const { values, positionals: [file] } = parseArgs({ args: rest, allowPositionals: true, options: { 'all-or-nothing': { type: 'boolean' } } })
    if (file === undefined)
      throw new ConfigError(usage)
    const { databaseUrl: url, shop } = settings()
    const options = {
      allOrNothing: values['all-or-nothing'] === true,
      refuse: (line: number, reason: string) => {
        progress.end()
        process.stdout.write(`line ${line}: ${reason}\n`)
      },
    }
    const counts = await importInto({ url, shop, passwords: await createPasswords() }, file === '-' ? process.stdin : reading(file), options).catch((error: unknown) => {
      if (error instanceof NothingBroughtError)
        return { ...error.counts, brought: { product: 0, account: 0, order: 0 } }
      throw error
    })
    progress.end()
    const { product, account, order } = counts.brought
    say(`${count(order)} orders, ${count(account)} accounts and ${count(product)} products are brought along, ${count(counts.known)} lines were known, ${count(counts.refused)} are refused.`)
    process.exitCode = counts.refused > 0 ? 1 : 0
  },

  async backup([file, ...others]) {
    if (file === undefined || others.length > 0)
      throw new ConfigError(usage)
    const rows = await backUp(settings().databaseUrl, file, (done, of) => progress.show('backed up', done, of))
    progress.end()
    say(`${file} is intact and holds everything: ${count(rows.orders)} orders, ${count(rows.order_events)} events, ${count(rows.accounts)} accounts.`)
  },

  async verify() {
    const { orders, events, notifications, differences } = await verifyDatabase(settings().databaseUrl, (difference) => {
      progress.end()
      process.stdout.write(`${inWords(difference)}\n`)
    }, progress.show)
    progress.end()
    say(`${differences === 0 ? 'Nothing differs' : `${count(differences)} ${differences === 1 ? 'difference' : 'differences'}`}: ${count(orders)} orders, ${count(events)} events and ${count(notifications)} notifications were held against each other.`)
    process.exitCode = differences > 0 ? 1 : 0
  },
}

function settings(): Config {
  return readConfig({ JWT_SECRET: 'not needed to work on the data of a shop', ...process.env })
}

/** A file, and how far it has been read. */
function reading(file: string): AsyncIterable<Uint8Array> {
  const { size } = statSync(file)
  let read = 0
  return createReadStream(file).pipe(new Transform({
    transform(chunk: Uint8Array, _, done) {
      progress.show('bytes read', read += chunk.length, size)
      done(null, chunk)
    },
  }))
}

// Whoever reads along has left.
process.stdout.on('error', () => process.exit(1))

try {
  const [name, ...rest] = process.argv.slice(3).filter(argument => argument !== '--')
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command === undefined)
    throw new ConfigError(usage)
  await command(rest)
}
catch (error) {
  progress.end()
  const { name, code, message, stack } = error as NodeJS.ErrnoException
  const known = plain.has(name) || /^(?:ERR_PARSE_ARGS|ENOENT|EACCES|EISDIR)/.test(String(code)) || cannotOpen(error)
  process.stderr.write(`${known ? message : stack}\n`)
  process.exitCode = 1
}
