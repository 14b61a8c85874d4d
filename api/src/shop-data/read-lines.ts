import { Buffer } from 'node:buffer'

/** A line of a file: its number, from 1, and its text; null where it cannot be one, and why. */
export type ReadLine = { number: number, text: string } | { number: number, text: null, reason: string }

/** More bytes than any order has. */
export const longestLine = 4 * 1024 * 1024

const newline = 0x0A

/** The lines of a text in UTF-8, whatever its size: never more of it than one line is held. Lines without anything are left out. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ReadLine> {
  let number = 1
  let held: Uint8Array[] = []
  let length = 0
  const take = (part: Uint8Array): void => {
    length += part.length
    if (length <= longestLine)
      held.push(part)
    else
      held = []
  }
  const finish = (): ReadLine => {
    const line = length > longestLine
      ? { number, text: null, reason: `is longer than ${longestLine / 1024 / 1024} MiB` }
      : decoded(number, Buffer.concat(held))
    held = []
    length = 0
    number++
    return line
  }
  for await (const chunk of chunks) {
    let from = 0
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, from)) {
      take(chunk.subarray(from, end))
      from = end + 1
      const line = finish()
      if (line.text !== '')
        yield line
    }
    take(chunk.subarray(from))
  }
  const last = finish()
  if (last.text !== '')
    yield last
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function decoded(number: number, bytes: Uint8Array): ReadLine {
  try {
    return { number, text: utf8.decode(bytes).trim() }
  }
  catch {
    return { number, text: null, reason: 'is not UTF-8' }
  }
}
