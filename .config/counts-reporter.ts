import type { Reporter, SerializedError, TestModule } from 'vitest/node'
import process from 'node:process'

export interface Counts { passed: number, failed: number, skipped: number }

/** Tells the process that started vitest how many tests passed, failed and were skipped. A file that cannot run is one failure. */
export default class CountsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const counts: Counts = { passed: 0, failed: unhandled.length, skipped: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        counts[state === 'pending' ? 'failed' : state]++
      }
      counts.failed += module.errors().length
      for (const suite of module.children.allSuites())
        counts.failed += suite.errors().length
    }
    process.send?.(counts)
  }
}
