import type { Wanted } from './offered-load.ts'
import { setPriority } from 'node:os'
import process from 'node:process'
import { offer } from './offered-load.ts'

// The process that `startLoad` starts. The server goes first where there are fewer cores than processes.
setPriority(10)
process.once('message', async (wanted: Wanted) => {
  const told = new Promise(resolve => process.once('message', resolve))
  const offered = await offer(wanted, told, step => process.send!(step))
  process.send!(offered, () => process.disconnect())
})
