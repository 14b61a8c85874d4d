import { buildWeb } from './build-web.ts'

/** Before the browser tests. Without a build they fail one by one; the other tests still run. */
export async function setup(): Promise<void> {
  await buildWeb().catch((error: Error) => console.error(error.message))
}
