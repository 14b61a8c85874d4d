import type { Offered, Step, Wanted } from './offered-load.ts'
import { spawn, spawnSync } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** Server and load each have a core of their own where the system can do that: the words to put before their commands. */
export const cores = canPin() ? { server: ['taskset', '-c', '0'], load: ['taskset', '-c', '1'] } : { server: [], load: [] }

function canPin(): boolean {
  return spawnSync('taskset', ['-c', '0,1', 'true']).status === 0
}

/** A load in a process of its own, which gives way to the server: how far it is, how it is told to begin, and what became of it. */
export function startLoad(wanted: Wanted): Record<Step, Promise<unknown>> & { begin: () => void, ended: Promise<Offered> } {
  const [file, ...args] = [...cores.load, process.execPath, fileURLToPath(new URL('./load-child.ts', import.meta.url))]
  const child = spawn(file!, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const steps = { connected: Promise.withResolvers<void>(), sent: Promise.withResolvers<void>() }
  const ended = Promise.withResolvers<Offered>()
  child.on('message', message => typeof message === 'string' ? steps[message as Step].resolve() : ended.resolve(message as Offered))
  child.on('exit', code => ended.reject(new Error(`The load ended with ${code} before it told.`)))
  child.send(wanted)
  const reached = (step: Step): Promise<unknown> => Promise.race([steps[step].promise, ended.promise])
  return { connected: reached('connected'), begin: () => void child.send('begin'), sent: reached('sent'), ended: ended.promise }
}
