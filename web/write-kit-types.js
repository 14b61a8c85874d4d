// Nuxt UI writes the types of its theme when Vite reads our config; without them every colour and variant would be `any`.
import { resolveConfig } from 'vite'

await resolveConfig({ root: import.meta.dirname, logLevel: 'error' }, 'build')
