/**
 * Stands for TypeBox in the browser: any schema is an empty object. Of an endpoint the app uses the method, the address
 * and the name, and its types, which are gone by then.
 */
export default new Proxy({}, { get: () => () => ({}) })
