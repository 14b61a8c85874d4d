import type { Tune } from '../../telling/chime.ts'

/** Two bright notes, a fifth apart: the sound of a new order. */
export const newOrderTune: Tune = { notes: [{ pitch: 659.26, at: 0 }, { pitch: 987.77, at: 0.18 }], loudest: 0.16, fading: 0.9, form: 'triangle' }
