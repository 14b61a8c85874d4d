import type { ProblemCode } from '@orderbeat/shared'
import type { Socket } from 'node:net'
import { Buffer } from 'node:buffer'
import { STATUS_CODES } from 'node:http'
import { problemOf } from './problems.ts'

/** What Node tells of bytes that are no request, or not one in time; `rawPacket` is what came last. */
interface ClientError { code?: string, rawPacket?: unknown }

/** A request line that does not end where headers may. */
const longLine = /^[A-Z]+ [^\n]{8192}/

/**
 * Answers what never became a request (broken, too large, too slow) as the same problem details as everything else, and ends
 * the connection.
 * @see https://nodejs.org/api/http.html#event-clienterror
 */
export function answerClientErrors(newInstance: () => string) {
  return (error: ClientError, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy()
      return
    }
    const problem = problemOf(codeOf(error), 'The connection is closed.', newInstance())
    const body = JSON.stringify(problem)
    const head = [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
    ]
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
  }
}

function codeOf({ code, rawPacket }: ClientError): ProblemCode {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return 'request-timeout'
  if (code === 'HPE_HEADER_OVERFLOW')
    return Buffer.isBuffer(rawPacket) && longLine.test(rawPacket.toString('latin1')) ? 'address-too-long' : 'headers-too-large'
  return 'invalid-request'
}
