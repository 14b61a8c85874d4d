import { vi } from 'vitest'

/** The browser's audio as a count of what was played: two notes a sound. */
export function useFakeAudio() {
  const heard = { notes: 0 }
  const param = { value: 0, setValueAtTime: () => {}, exponentialRampToValueAtTime: () => {} }
  class FakeAudio {
    currentTime = 0
    destination = {}
    resume = async () => {}
    suspend = async () => {}
    createGain = () => ({ gain: param, connect: (next: unknown) => next })
    createOscillator = () => ({ frequency: { value: 0 }, connect: (next: unknown) => next, start: () => void heard.notes++, stop: () => {} })
  }
  vi.stubGlobal('AudioContext', FakeAudio)
  return {
    get sounds() {
      return heard.notes / 2
    },
  }
}
