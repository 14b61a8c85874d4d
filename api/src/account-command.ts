import process from 'node:process'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { accountFields, Role, roles } from '@orderbeat/shared'
import { Value } from 'typebox/value'
import { v7 } from 'uuid'
import { ConfigError, readConfig } from './config.ts'
import { openDatabase } from './database/open-database.ts'
import { createPasswords } from './sessions/passwords.ts'

const usage = `pnpm account add --email <email> --name <name> [--role ${roles.join('|')}]
The role is admin when none is given. The password is read from the first line of the standard input.`

/** Adds a person to the database that the settings name: how a shop without the demo gets its first admin. */
async function addAccount(): Promise<string> {
  const { positionals, values: { email = '', name = '', role = 'admin' } } = parseArgs({
    args: process.argv.slice(2),
    allowPositionals: true,
    options: { email: { type: 'string' }, name: { type: 'string' }, role: { type: 'string' } },
  })
  if (positionals.at(-1) !== 'add' || !Value.Check(accountFields.email, email) || !Value.Check(accountFields.name, name) || !Value.Check(Role, role))
    throw new ConfigError(usage)
  const password = await firstLine()
  if (!Value.Check(accountFields.password, password))
    throw new ConfigError('The password needs at least 8 characters.')
  const database = await openDatabase(readConfig({ JWT_SECRET: 'not needed to add an account to it', ...process.env }).databaseUrl)
  try {
    const account = { id: v7(), email: email.toLowerCase(), name: name.trim(), role, disabled: false }
    const passwordHash = await (await createPasswords()).hash(password)
    const added = await database.write(stores => stores.accounts.insert({ ...account, passwordHash }, Date.now()))
    if (!added)
      throw new ConfigError(`There is an account with the email ${email} already.`)
    return `Added ${account.role} ${account.email}.`
  }
  finally {
    await database.close()
  }
}

async function firstLine(): Promise<string> {
  if (process.stdin.isTTY)
    process.stderr.write('Password: ')
  const lines = createInterface({ input: process.stdin })
  const { value } = await lines[Symbol.asyncIterator]().next() as { value?: string }
  lines.close()
  return value ?? ''
}

try {
  process.stdout.write(`${await addAccount()}\n`)
}
catch (error) {
  const known = error instanceof ConfigError || String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS')
  process.stderr.write(`${known ? (error as Error).message : (error as Error).stack}\n`)
  process.exitCode = 1
}
