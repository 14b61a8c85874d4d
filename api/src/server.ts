import { existsSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { v7 } from 'uuid'
import { buildApp } from './app.ts'
import { ConfigError, readConfig } from './config.ts'
import { openDatabase, whyNoDatabase } from './database/open-database.ts'
import { demoAccounts, demoPassword } from './demo/demo-shop.ts'
import { seedDemo } from './demo/seed-demo.ts'
import { drain } from './http/draining.ts'
import { watchEventLoop } from './http/event-loop-load.ts'
import { watchNewcomers } from './http/newcomers.ts'
import { keepPressure } from './http/pressure.ts'
import { keptSecret } from './jwt-secret.ts'
import { createPasswords } from './sessions/passwords.ts'
import { byTimer } from './write-behind.ts'

/** Reads the settings, opens the database, listens, and drains when it is told to stop. */
async function serve(): Promise<void> {
  const config = readConfig(process.env)
  const log = pino({ level: config.logLevel, redact: ['req.headers', 'password', 'token'] })
  const database = await openDatabase(config.databaseUrl)
  const passwords = await createPasswords()
  const parts = { database, passwords, log, clock: Date.now, newId: () => v7(), later: byTimer }
  if (config.demo)
    await seedDemo({ ...parts, shop: config.shop, undoSeconds: config.undoSeconds, origin: config.publicOrigin })

  let draining = false
  const [eventLoop, newcomers] = [watchEventLoop(), watchNewcomers()]
  const pressure = keepPressure(() => ({ ...eventLoop.look(), newcomers: newcomers.wait() }))
  const app = await buildApp({
    ...parts,
    config: { ...config, jwtSecret: config.jwtSecret ?? keptSecret(config.databaseUrl) },
    webFolder: builtWeb(),
    demo: config.demo ? { password: demoPassword, accounts: demoAccounts } : null,
    draining: () => draining,
    pressure,
    metrics: config.metricsToken === null ? null : { token: config.metricsToken, memory: () => process.memoryUsage.rss(), waitingPasswords: passwords.waiting },
  })
  const stop = async (signal: string): Promise<void> => {
    if (draining)
      return
    draining = true
    log.info({ signal }, 'stopping')
    await drain(app)
    for (const watch of [pressure, newcomers, eventLoop])
      watch.stop()
    await database.close()
  }
  for (const signal of ['SIGTERM', 'SIGINT'])
    process.on(signal, stop)
  await app.listen({ port: config.port, host: config.host })
  newcomers.knockAt(app.server)
  greet(config.publicOrigin, config.demo)
}

function builtWeb(): string | null {
  const folder = fileURLToPath(new URL('../../web/dist', import.meta.url))
  return existsSync(`${folder}/index.html`) ? folder : null
}

function greet(origin: string, demo: boolean): void {
  const accounts = demoAccounts.map(({ email, role }) => `    ${email.padEnd(18)} ${role}`).join('\n')
  process.stdout.write(`
  Orderbeat is ready

    shop and orders    ${origin}
    all orders         ${origin}/staff/orders
    the API            ${origin}/api/docs
${demo ? `\n  Sign in with the password ${demoPassword} as\n\n${accounts}\n` : ''}
`)
}

try {
  await serve()
}
catch (error) {
  process.stderr.write(`${sentenceOf(error as NodeJS.ErrnoException)}\n`)
  process.exit(1)
}

/** What those who start it can do something about is said in a sentence; for all else it needs the stack. */
function sentenceOf(error: NodeJS.ErrnoException): string | undefined {
  const { code = '', message } = error
  if (error instanceof ConfigError || code === 'EADDRINUSE')
    return message
  return whyNoDatabase(error) ?? error.stack
}
