/** Where progress is shown: a terminal, or a file that is read later. */
export interface ProgressScreen { isTTY?: boolean, write: (text: string) => unknown }

export interface Progress {
  /** So much of the whole is done. */
  show: (label: string, done: number, of: number) => void
  /** The line is left as it is. */
  end: () => void
}

/** Milliseconds from one drawing of the bar to the next. */
const rarely = 100
const width = 30

/** A bar that is drawn over itself on a terminal; elsewhere a line each tenth. */
export function createProgress(screen: ProgressScreen, clock: () => number): Progress {
  let drawnAt = 0
  let tenth = ''
  let open = false
  return {
    show(label, done, of) {
      const part = of === 0 ? 1 : Math.min(done / of, 1)
      const counts = `${done.toLocaleString('en')} of ${of.toLocaleString('en')}`
      if (screen.isTTY !== true) {
        const now = `${label} ${Math.floor(part * 10)}`
        if (now !== tenth)
          screen.write(`${label} ${Math.floor(part * 100)} % (${counts})\n`)
        tenth = now
        return
      }
      if (part < 1 && clock() - drawnAt < rarely)
        return
      drawnAt = clock()
      open = true
      screen.write(`\r${label} ${'█'.repeat(Math.round(part * width)).padEnd(width, '░')} ${String(Math.floor(part * 100)).padStart(3)} % (${counts})\u001B[K`)
    },
    end() {
      if (open)
        screen.write('\n')
      open = false
    },
  }
}
