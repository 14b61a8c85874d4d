import type { IncomingHttpHeaders } from 'node:http'
import { IncomingMessage } from 'node:http'

/** More spellings of names than clients and proxies use; longer names and lists than theirs are read as Node reads them. */
const mostSpellings = 1000
const longestName = 64
const longestList = 200

/** A header's name in lower case, one for all its spellings, and the last request that brought it. */
interface Name { lower: string, seenIn: number }
const spellings = new Map<string, Name>()
let requests = 0

/** A request whose headers are read in less time: a browser sends some fifteen, and Node puts the name of each in lower case anew. */
class LightRequest extends IncomingMessage {
  #headers: IncomingHttpHeaders | null = null

  static {
    // To TypeScript this is a field, which no accessor of a subclass may stand for.
    Object.defineProperty(this.prototype, 'headers', {
      get(this: LightRequest) {
        return this.#headers ??= uniqueHeaders(this.rawHeaders) ?? Reflect.get(IncomingMessage.prototype, 'headers', this) as IncomingHttpHeaders
      },
      set(this: LightRequest, headers: IncomingHttpHeaders) {
        this.#headers = headers
      },
    })
  }
}

/** Headers each of which is there once. Null where rules say what becomes of the others, which are Node's to know. */
function uniqueHeaders(raw: readonly string[]): IncomingHttpHeaders | null {
  if (raw.length > longestList)
    return null
  const request = ++requests
  const headers: IncomingHttpHeaders = {}
  for (let place = 0; place < raw.length; place += 2) {
    const name = nameOf(raw[place]!)
    if (name === null || name.seenIn === request)
      return null
    name.seenIn = request
    headers[name.lower] = raw[place + 1]!
  }
  return headers
}

function nameOf(spelling: string): Name | null {
  const known = spellings.get(spelling)
  if (known !== undefined)
    return known
  const lower = spelling.toLowerCase()
  // The one that is a list even when it is there once.
  if (spelling.length > longestName || lower === 'set-cookie')
    return null
  // What this request brought so far would be forgotten with the rest: Node reads it.
  if (spellings.size >= mostSpellings) {
    spellings.clear()
    return null
  }
  const name = spellings.get(lower) ?? { lower, seenIn: 0 }
  spellings.set(lower, name).set(spelling, name)
  return name
}

/** What to tell `http.createServer`, so that a request without a body is not opened as a stream and its headers are read quickly. */
export const lightRequests = { optimizeEmptyRequests: true, IncomingMessage: LightRequest }
