import { defineStore } from 'pinia'
import { ref } from 'vue'

/** Two soft notes, a fifth apart: hertz, and seconds after the first. Made by the browser, so there is no file to load. */
const notes = [{ pitch: 659.26, at: 0 }, { pitch: 987.77, at: 0.18 }]
const loudest = 0.16
const fading = 0.9

/** The sound of a new order. Browsers let a page make none before a gesture. */
export const useNewOrderSound = defineStore('new-order-sound', () => {
  const unlocked = ref(false)
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
  function play(): void {
    const audio = context
    if (audio === undefined)
      return
    void audio.resume()
    const start = audio.currentTime + 0.02
    const playing = notes.map(({ pitch, at }) => playNote(audio, pitch, start + at)).at(-1)!
    newest = playing
    // Audio that goes on keeps the loudspeaker awake.
    playing.onended = () => newest === playing && void audio.suspend()
  }

  /** As `play`, for a press on a button, which is a gesture. */
  function test(): void {
    unlock()
    play()
  }

  return { unlocked, unlock, play, test }
})

function playNote(audio: AudioContext, pitch: number, at: number): OscillatorNode {
  const tone = audio.createOscillator()
  const volume = audio.createGain()
  tone.type = 'triangle'
  tone.frequency.value = pitch
  volume.gain.setValueAtTime(0.0001, at)
  volume.gain.exponentialRampToValueAtTime(loudest, at + 0.03)
  volume.gain.exponentialRampToValueAtTime(0.0001, at + fading)
  tone.connect(volume).connect(audio.destination)
  tone.start(at)
  tone.stop(at + fading)
  return tone
}
