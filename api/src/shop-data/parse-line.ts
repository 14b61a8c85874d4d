import type { DataLine } from './line-schemas.ts'
import { Compile } from 'typebox/compile'
import { AccountLine, OrderLine, ProductLine } from './line-schemas.ts'

/** Why a line cannot be taken. The path is a JSON Pointer into it, empty for the whole. */
export class LineError extends Error {
  override name = 'LineError'

  constructor(path: string, message: string) {
    super(`${path} ${message}`.trim())
  }
}

const kinds = { product: Compile(ProductLine), account: Compile(AccountLine), order: Compile(OrderLine) }

/** What a line says. Throws LineError. */
export function parseLine(text: string): DataLine {
  const value = parsed(text)
  const kind = Object.entries(kinds).find(([type]) => type === (value as { type?: unknown } | null)?.type)?.[1]
  if (kind === undefined)
    throw new LineError('/type', `must be one of ${Object.keys(kinds).join(', ')}`)
  const [error] = kind.Errors(value)
  if (error !== undefined)
    throw new LineError(error.instancePath, messageOf(error))
  return value as DataLine
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  }
  catch (error) {
    throw new LineError('', `is no JSON: ${(error as Error).message}`)
  }
}

/** What the validator says, with the values that it means. */
function messageOf({ keyword, message, params }: { keyword: string, message: string, params: object }): string {
  if (keyword === 'boolean')
    return 'is nothing that such a line has'
  const { allowedValues } = params as { allowedValues?: unknown[] }
  return allowedValues === undefined ? message : `${message}: ${allowedValues.join(', ')}`
}
