import { Buffer } from 'node:buffer'
import { expect, it } from 'vitest'
import { longestLine, readLines } from './read-lines.ts'

async function read(bytes: Uint8Array, piece: number) {
  const pieces = async function* () {
    for (let from = 0; from < bytes.length; from += piece)
      yield bytes.subarray(from, from + piece)
  }
  const lines = []
  for await (const line of readLines(pieces()))
    lines.push(line)
  return lines
}

it('finds the same lines wherever the pieces of a file end', async () => {
  const file = Buffer.from('\uFEFF{"a":"ö"}\r\n\n  \n{"b":2}\n{"c":"🥨"}')
  const lines = [{ number: 1, text: '{"a":"ö"}' }, { number: 4, text: '{"b":2}' }, { number: 5, text: '{"c":"🥨"}' }]
  for (let piece = 1; piece <= file.length; piece++)
    expect(await read(file, piece)).toEqual(lines)
})

it('passes over a line that is too long, or no UTF-8, and reads on', async () => {
  const file = Buffer.concat([Buffer.from('a\n'), Buffer.alloc(longestLine + 1, 'x'), Buffer.from('\nb\n'), Buffer.from([0xC3, 0x28, 0x0A]), Buffer.from('c')])
  expect(await read(file, 65_536)).toEqual([
    { number: 1, text: 'a' },
    { number: 2, text: null, reason: 'is longer than 4 MiB' },
    { number: 3, text: 'b' },
    { number: 4, text: null, reason: 'is not UTF-8' },
    { number: 5, text: 'c' },
  ])
})
