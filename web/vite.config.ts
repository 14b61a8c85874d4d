import { join } from 'node:path'
import process from 'node:process'
import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { appWorkerPlugin } from './worker/app-worker-plugin.ts'
import { chunkListPlugin } from './worker/chunk-list-plugin.ts'

const api = process.env.ORDERBEAT_API ?? 'http://127.0.0.1:3000'

export default defineConfig({
  root: import.meta.dirname,
  resolve: {
    alias: {
      // The API checks by the contract's schemas; the browser only knows their types, and would load 15 kB for nothing.
      'typebox': join(import.meta.dirname, 'src/api/no-schemas.ts'),
      // The kit's icons are ours: what it would take them from asks a server for those it does not know.
      '@iconify/vue': join(import.meta.dirname, 'src/app/icons.ts'),
    },
  },
  plugins: [
    vue(),
    appWorkerPlugin(import.meta.dirname),
    chunkListPlugin(),
    ui({
      root: import.meta.dirname,
      // Components and composables are imported by name, where one can see and search them.
      autoImport: false,
      components: false,
      dts: false,
      // src/app/colour-mode.ts does it.
      colorMode: false,
      // Styles only for the components that we use: less than half of all.
      experimental: { componentDetection: true },
      // The icons named in our sources go into the bundle: the browser asks no icon server.
      icon: { clientBundle: { scan: { globInclude: ['src/**/*.{vue,ts}'] } } },
      // Large enough for a thumb, and a word that reads as one to press.
      ui: {
        button: {
          slots: { base: 'font-semibold cursor-pointer' },
          variants: { size: { lg: { base: 'min-h-10 px-4' }, xl: { base: 'min-h-12 px-5' } } },
        },
        formField: { slots: { label: 'font-semibold' } },
      },
    }),
  ],
  build: {
    // Browsers that know :dir(); for older ones it would be guessed from the language instead.
    cssTarget: ['chrome120', 'edge120', 'firefox121', 'safari17'],
    // Nothing is inlined: the content security policy allows no data: scripts or styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // On a slow network each file costs a turn: what every page needs is one, and what a customer's orders need another.
        codeSplitting: {
          // Another language's words stay out: they are loaded where they are spoken.
          groups: [
            { name: 'base', test: /^(?!.*[./]de(?:-staff)?\.ts$).*(?:node_modules\/(?:@?vue|vue-router|pinia|@tanstack)\/|\/web\/src\/(?:api|words|formats|polling)\/|\/web\/src\/(?:app|telling|notifications)\/(?!\w*Page)|\/web\/src\/session\/session-|nuxt-ui-icons|shared\/src\/(?:order\/|contract\/(?:endpoint|page|problem|scalars|notifications|sessions|orders)\.ts))/ },
            { name: 'orders', test: /\/web\/src\/orders\/(?!\w*Page|.*\.de\.ts$)/ },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: { '/api': api, '/healthz': api, '/readyz': api },
  },
})
