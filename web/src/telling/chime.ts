import { defineStore } from 'pinia'
import { ref, watch } from 'vue'

/** Notes of a sound: hertz, and seconds after its beginning. Made by the browser, so there is no file to load. */
export interface Tune { notes: readonly { pitch: number, at: number }[], loudest: number, fading: number, form: OscillatorType }

/** Two soft notes, the second one lower: the beat of a change. */
export const changeTune: Tune = { notes: [{ pitch: 587.33, at: 0 }, { pitch: 440, at: 0.16 }], loudest: 0.12, fading: 0.6, form: 'sine' }

const gestures = ['pointerdown', 'keydown']

/** What sounds in this tab. Browsers let a page make no sound before a gesture. */
export const useChime = defineStore('chime', () => {
  const unlocked = ref(false)
  /** The console has a bell of its own for new orders. */
  const bell = ref(false)
  let context: AudioContext | undefined
  let newest: OscillatorNode | undefined

  /** To be called in a gesture: from then on the page may sound by itself. */
  function unlock(): void {
    if (typeof AudioContext === 'undefined')
      return
    context ??= new AudioContext()
    void context.resume()
    unlocked.value = true
  }

  /** Plays it once; nothing before `unlock`. */
  function play(tune: Tune): void {
    const audio = context
    if (audio === undefined)
      return
    void audio.resume()
    const start = audio.currentTime + 0.02
    const playing = tune.notes.map(({ pitch, at }) => playNote(audio, tune, pitch, start + at)).at(-1)!
    newest = playing
    // Audio that goes on keeps the loudspeaker awake.
    playing.onended = () => newest === playing && void audio.suspend()
  }

  /** As `play`, for a press on a button, which is a gesture. */
  function test(tune: Tune): void {
    unlock()
    play(tune)
  }

  return { unlocked, bell, unlock, play, test }
})

/** Unlocks the sound in the first gesture on the page while it is wanted, or at once after there was one. */
export function useFirstGesture(wanted: () => boolean): void {
  const chime = useChime()
  watch(() => wanted() && !chime.unlocked, (wants, _, onCleanup) => {
    if (!wants)
      return
    if (navigator.userActivation?.hasBeenActive)
      return chime.unlock()
    for (const type of gestures)
      window.addEventListener(type, chime.unlock, { capture: true, once: true })
    onCleanup(() => gestures.forEach(type => window.removeEventListener(type, chime.unlock, { capture: true })))
  }, { immediate: true })
}

function playNote(audio: AudioContext, { loudest, fading, form }: Tune, pitch: number, at: number): OscillatorNode {
  const tone = audio.createOscillator()
  const volume = audio.createGain()
  tone.type = form
  tone.frequency.value = pitch
  volume.gain.setValueAtTime(0.0001, at)
  volume.gain.exponentialRampToValueAtTime(loudest, at + 0.03)
  volume.gain.exponentialRampToValueAtTime(0.0001, at + fading)
  tone.connect(volume).connect(audio.destination)
  tone.start(at)
  tone.stop(at + fading)
  return tone
}
