import type { Row } from '../database/table-rows.ts'
import { hash } from 'node:crypto'

/** How many rows there are, and a sum over them in which their order does not matter: engines sort text in ways of their own. */
export interface Checksum { rows: number, sum: string }

/** Sums rows up, as both engines give them. */
export function createChecksum(): { add: (rows: readonly Row[]) => void, result: () => Checksum } {
  const halves = [0n, 0n]
  let columns: string[] = []
  let count = 0
  return {
    add(rows) {
      for (const row of rows) {
        if (count++ === 0)
          columns = Object.keys(row).toSorted()
        const digest = hash('sha256', JSON.stringify(columns.map(column => [column, row[column]])), 'buffer')
        halves[0] = BigInt.asUintN(64, halves[0]! + digest.readBigUInt64LE(0))
        halves[1] = BigInt.asUintN(64, halves[1]! + digest.readBigUInt64LE(8))
      }
    },
    result: () => ({ rows: count, sum: halves.map(half => half.toString(16).padStart(16, '0')).join('') }),
  }
}
