import type { StaffAccountService } from '../../accounts/staff-account-service.ts'
import type { KeyService } from '../../keys/key-service.ts'
import type { App } from '../app-type.ts'
import { changeStaffAccount, createKey, createStaffAccount, listKeys, listStaffAccounts, revokeKey } from '@orderbeat/shared'
import { callerOf } from '../authentication.ts'

/** Who works here, people and machines. */
export function adminRoutes(app: App, accounts: StaffAccountService, keys: KeyService): void {
  app.route({ ...listStaffAccounts, handler: () => accounts.list() })
  app.route({
    ...createStaffAccount,
    handler: async (request, reply) => reply.code(201).send(await accounts.create(callerOf(request), request.body)),
  })
  app.route({
    ...changeStaffAccount,
    handler: request => accounts.change(callerOf(request), request.params.accountId, request.body),
  })
  app.route({ ...listKeys, handler: () => keys.list() })
  app.route({
    ...createKey,
    handler: async (request, reply) => reply.code(201).send(await keys.create(callerOf(request), request.body)),
  })
  app.route({
    ...revokeKey,
    handler: request => keys.revoke(callerOf(request), request.params.keyId),
  })
}
