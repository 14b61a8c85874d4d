import type { TabLink } from '../src/polling/poll-world.ts'

/** The locks and messages of one browser: each call gives the link of one more tab. */
export function fakeBrowser() {
  const holders = new Map<string, Promise<unknown>>()
  const channels: EventTarget[] = []

  async function request(name: string, options: LockOptions, work: (lock: Lock | null) => unknown): Promise<unknown> {
    if (holders.has(name) && options.ifAvailable)
      return work(null)
    while (holders.has(name)) {
      await Promise.race([holders.get(name), aborted(options.signal)])
      options.signal?.throwIfAborted()
    }
    const held = Promise.resolve(work({ name, mode: 'exclusive' }))
    const done = held.then(() => {}, () => {}).then(() => void holders.delete(name))
    holders.set(name, done)
    return held
  }

  return function openTab(): TabLink {
    const channel = new EventTarget()
    channels.push(channel)
    return {
      locks: { request } as TabLink['locks'],
      channel: {
        addEventListener: channel.addEventListener.bind(channel) as TabLink['channel']['addEventListener'],
        postMessage(data: unknown) {
          // As structured cloning does it: nobody gets the very object, and nobody gets it at once.
          const message = structuredClone(data)
          for (const other of channels.filter(one => one !== channel))
            setTimeout(() => other.dispatchEvent(new MessageEvent('message', { data: message })), 5)
        },
      },
    }
  }
}

function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise(resolve => signal?.addEventListener('abort', () => resolve(), { once: true }))
}
