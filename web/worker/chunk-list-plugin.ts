import type { Plugin } from 'vite'

/** A built script: what it begins with, which scripts it loads with itself and later, and the sources whose code is in it. */
export interface BuiltChunk { file: string, entry: boolean, source: string | null, imports: string[], later: string[], modules: string[] }

/** Where the list lies in the built folder. It is for whoever builds, and nothing to serve. */
export const chunkList = '.vite/chunks.json'

/** Writes down what each script of a build is made of, which its name does not tell: parts that pages share have no name. */
export function chunkListPlugin(): Plugin {
  return {
    name: 'orderbeat-chunk-list',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const chunks: BuiltChunk[] = Object.values(bundle).filter(file => file.type === 'chunk').map(chunk => ({
          file: chunk.fileName,
          entry: chunk.isEntry,
          source: chunk.facadeModuleId,
          imports: chunk.imports,
          later: chunk.dynamicImports,
          modules: Object.entries(chunk.modules).filter(([, { renderedLength }]) => renderedLength > 0).map(([id]) => id.split('?', 1)[0]!),
        }))
        this.emitFile({ type: 'asset', fileName: chunkList, source: JSON.stringify(chunks) })
      },
    },
  }
}
