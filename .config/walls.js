// Who may not import whom, each wall with its reason. Targets are folders or files of this repository, package names,
// or "node" for everything that Node brings; a target covers what is below it.

const spec = /\.(?:spec|e2e|hard)\.ts$/

/** @type {{ from: RegExp, except?: RegExp, to: (string | RegExp)[], typesToo: boolean, because: string }[]} */
export const walls = [
  {
    from: /^shared\//,
    to: ['api', 'web'],
    typesToo: true,
    because: 'shared/ is what both sides agree on: it imports neither of them.',
  },
  {
    from: /^shared\/src\//,
    except: spec,
    to: ['node', 'vue', 'fastify'],
    typesToo: true,
    because: 'shared/ runs in Node and in browsers: it uses nothing that only one of them has.',
  },
  {
    from: /^api\//,
    to: ['web', '@orderbeat/web', 'vue'],
    typesToo: true,
    because: 'The API knows nothing of the web app: what both need belongs in shared/.',
  },
  {
    from: /^web\/src\//,
    to: ['api', '@orderbeat/api', 'node'],
    typesToo: true,
    because: 'The web app knows the API by its contract in shared/ only.',
  },
  {
    from: /^api\/src\/database\//,
    except: spec,
    to: [/^api\/src\/(?!database\/)[^/]+\//, 'api/src/app.ts', 'api/src/server.ts', 'fastify', '@fastify'],
    typesToo: true,
    because: 'The database folder knows rows, not rules or HTTP: services and routes use it, never the other way round.',
  },
  {
    from: /^api\/src\/(?!http\/|database\/)[^/]+\//,
    except: spec,
    to: ['api/src/http', 'api/src/app.ts', 'api/src/server.ts', 'fastify', '@fastify', 'kysely', 'better-sqlite3', 'pg'],
    typesToo: true,
    because: 'A service knows the rules, neither HTTP nor SQL: let a route or a store do this.',
  },
  {
    from: /^api\/src\/(?!http\/|database\/)[^/]+\//,
    except: spec,
    to: ['api/src/database'],
    typesToo: false,
    because: 'A service is given its stores: import their types only, and let app.ts hand the stores in.',
  },
  {
    from: /^api\/src\/http\//,
    except: spec,
    to: ['api/src/database', 'api/src/app.ts', 'api/src/server.ts', 'kysely', 'better-sqlite3', 'pg'],
    typesToo: true,
    because: 'A route knows HTTP, not SQL: ask a service.',
  },
  {
    from: /^api\/src\//,
    except: /^api\/src\/(?:server|account-command|data-command|till-command)\.ts$|\.(?:spec|hard)\.ts$/,
    to: ['node/process'],
    typesToo: true,
    because: 'Only server.ts and account-command.ts touch the process, and data-command.ts and till-command.ts likewise: take what you need as an argument.',
  },
  {
    from: /^web\/src\/session\/.*store/,
    except: spec,
    to: ['web/src/api'],
    typesToo: false,
    because: 'The session store calls no API: the client is given a way to read the token, not the other way round.',
  },
  {
    from: /^web\/src\/(?:polling\/|.*\/(?:OrderHistory|OrderStatusTracker)\.vue$)/,
    to: ['@nuxt', '#ui', '#imports'],
    typesToo: true,
    because: 'Polling, OrderHistory and OrderStatusTracker can be shipped alone: they use plain elements and CSS variables, not the kit.',
  },
  {
    from: /^web\/src\/.*\.vue$/,
    to: ['web/src/api'],
    typesToo: false,
    because: 'A component shows what a query gives it: put the call into a query or a mutation beside it.',
  },
]
