/** What a machine key may do with the orders of all customers. A route that takes keys names the scope that it wants. */
export const keyScopes = ['orders:read', 'orders:write'] as const
export type KeyScope = (typeof keyScopes)[number]
