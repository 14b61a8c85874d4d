/**
 * What pages may load and do: scripts from files of their own, and nothing from another host. Styles may stand in the page,
 * because the interface's kit and the documentation write theirs when they run.
 * @see https://www.w3.org/TR/CSP3/
 */
export const pagePolicy = {
  'default-src': ['\'self\''],
  'img-src': ['\'self\'', 'data:'],
  'style-src': ['\'self\'', '\'unsafe-inline\''],
  'base-uri': ['\'none\''],
  'object-src': ['\'none\''],
  'form-action': ['\'self\''],
  'frame-ancestors': ['\'none\''],
}

export const pagePolicyText = Object.entries(pagePolicy).map(([name, sources]) => `${name} ${sources.join(' ')}`).join('; ')
