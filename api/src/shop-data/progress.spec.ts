import { describe, expect, it } from 'vitest'
import { createProgress } from './progress.ts'

/** Progress on a screen, and what it has written. */
function screen(isTTY = false) {
  const written: string[] = []
  const clock = { now: 1000 }
  return { written, clock, progress: createProgress({ isTTY, write: text => written.push(text) }, () => clock.now) }
}

const bar = (full: number) => '█'.repeat(full) + '░'.repeat(30 - full)

describe('on a terminal', () => {
  it('a bar is drawn over itself, rarely but at its end, and the line is left once', () => {
    const { written, clock, progress } = screen(true)
    progress.show('orders', 500, 2000)
    progress.show('orders', 1000, 2000)
    clock.now += 100
    progress.show('orders', 1500, 2000)
    progress.show('orders', 2000, 2000)
    progress.end()
    progress.end()
    expect(written).toEqual([
      `\rorders ${bar(8)}  25 % (500 of 2,000)\u001B[K`,
      `\rorders ${bar(23)}  75 % (1,500 of 2,000)\u001B[K`,
      `\rorders ${bar(30)} 100 % (2,000 of 2,000)\u001B[K`,
      '\n',
    ])
  })

  it('what holds nothing is done, and more than was expected is no more than all', () => {
    const { written, progress } = screen(true)
    progress.show('events', 0, 0)
    progress.show('events', 3, 2)
    expect(written).toEqual([`\revents ${bar(30)} 100 % (0 of 0)\u001B[K`, `\revents ${bar(30)} 100 % (3 of 2)\u001B[K`])
  })
})

describe('elsewhere', () => {
  it('each tenth is a line of its own, and the end is none', () => {
    const { written, progress } = screen()
    for (let done = 0; done <= 40; done++)
      progress.show('orders', done, 40)
    progress.end()
    expect(written).toEqual(Array.from({ length: 11 }, (_, tenth) => `orders ${tenth * 10} % (${tenth * 4} of 40)\n`))
  })

  it('what comes next begins anew', () => {
    const { written, progress } = screen()
    progress.show('orders', 2, 2)
    progress.show('events', 2, 2)
    expect(written).toEqual(['orders 100 % (2 of 2)\n', 'events 100 % (2 of 2)\n'])
  })
})
