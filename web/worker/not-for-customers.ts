/**
 * Sources that no page of a customer loads, and that no service worker keeps before they are used: the console, figures,
 * administration, the test page, their words, the library that draws charts, and the contract of those who work here.
 */
export const notForCustomers = /\/web\/src\/(?:staff|figures|admin|playground)\/|\/web\/src\/words\/(?:de-staff|kit-words\.\w+)\.ts$|\/node_modules\/(?:chart\.js|vue-chartjs)\/|\/shared\/src\/(?:client\/|contract\/(?:staff-[\w-]+|machine-keys|key-scopes|endpoints|health)\.ts$)/
