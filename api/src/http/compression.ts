import type { FastifyInstance } from 'fastify'
import compress from '@fastify/compress'

/** Bytes below which an answer fits into one packet anyway, so that compressing it saves nobody a round trip. */
const worthIt = 1024

/** Compresses answers where it pays. Tags of polls are weak, so they hold whatever the encoding (RFC 9110 §8.8.1). */
export async function compressAnswers(app: FastifyInstance): Promise<void> {
  await app.register(compress, { global: true, globalDecompression: false, encodings: ['gzip'], threshold: worthIt })
}
