import type { Socket } from 'node:net'
import { Buffer } from 'node:buffer'
import { connect } from 'node:net'

/** What a browser sends with every request: servers spend time and memory on it. */
export const browserHeaders = {
  'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36',
  'Accept-Language': 'en-GB,en;q=0.9,de;q=0.8',
  'Cache-Control': 'no-cache',
  'Pragma': 'no-cache',
  'Referer': 'http://127.0.0.1:3000/orders',
  'sec-ch-ua': '"Chromium";v="153", "Not;A=Brand";v="24", "Google Chrome";v="153"',
  'sec-ch-ua-mobile': '?0',
  'sec-ch-ua-platform': '"Linux"',
  'Sec-Fetch-Dest': 'empty',
  'Sec-Fetch-Mode': 'cors',
  'Sec-Fetch-Site': 'same-origin',
} as const

const head = Buffer.from('\r\n\r\n')

/** A kept-alive HTTP/1.1 connection that sends one request at a time and reads no more of the answer than it must. */
export class Connection {
  readonly #socket: Socket
  #received: Buffer = Buffer.alloc(0)
  #settle: ((status: number) => void) | null = null
  #fail: ((error: Error) => void) | null = null

  constructor(port: number) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true })
    this.#socket.on('data', data => this.#read(data))
    this.#socket.on('error', error => this.#fail?.(error))
    this.#socket.on('close', () => this.#fail?.(new Error('The server closed the connection.')))
  }

  /** The entity tag of the answer that came last. */
  tag = ''
  /** The status line and headers of the answer that came last. */
  head = ''

  /** Sends a whole request and gives the status of its answer. */
  ask(request: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#settle = resolve
      this.#fail = reject
      if (this.#socket.destroyed)
        return reject(new Error('The server closed the connection.'))
      this.#socket.write(request)
    })
  }

  /** Bytes that came and went so far. */
  get traffic(): number {
    return this.#socket.bytesRead + this.#socket.bytesWritten
  }

  close(): void {
    this.#fail = null
    this.#socket.destroy()
  }

  #read(data: Buffer): void {
    this.#received = this.#received.length === 0 ? data : Buffer.concat([this.#received, data])
    const end = this.#received.indexOf(head)
    if (end < 0)
      return
    const status = Number(this.#received.toString('latin1', 9, 12))
    this.head = this.#received.toString('latin1', 0, end)
    const length = status === 304 ? 0 : lengthOf(this.head)
    if (this.#received.length < end + 4 + length)
      return
    this.tag = status === 200 ? /^etag: (.+)$/im.exec(this.head)?.[1] ?? '' : this.tag
    this.#received = Buffer.alloc(0)
    this.#settle?.(status)
  }
}

function lengthOf(headers: string): number {
  return Number(/^content-length: (\d+)$/im.exec(headers)?.[1] ?? 0)
}

/** A poll as a browser sends it, with or without a tag. */
export function pollRequest(path: string, token: string, tag?: string): Buffer {
  return Buffer.from(`${[
    `GET ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Accept: application/json',
    ...Object.entries(browserHeaders).map(([name, value]) => `${name}: ${value}`),
    `Authorization: Bearer ${token}`,
    ...(tag === undefined ? [] : [`If-None-Match: ${tag}`]),
  ].join('\r\n')}\r\n\r\n`)
}
