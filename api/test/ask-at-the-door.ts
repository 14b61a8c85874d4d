import type { App } from '../src/http/app-type.ts'
import inject from 'light-my-request'

/** Has `app.inject` give requests to the server, as a socket does, rather than to the router behind what answers polls before it. */
export function askAtTheDoor(app: App): void {
  app.inject = (async (options: inject.InjectOptions) => {
    await app.ready()
    return inject((request, response) => app.server.emit('request', request, response), options)
  }) as App['inject']
}
