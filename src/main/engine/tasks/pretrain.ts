import { trainClip } from '../pretrain/train-clip'
import { trainGpt } from '../pretrain/train-gpt'
import type { TaskFunction } from './task'

/** Trains a CLIP from nothing, on the CPU. */
export const pretrainClip: TaskFunction<'pretrainClip'> = (input, { emit, turn }) =>
  trainClip(input, emit, turn)

/** Trains a GPT-2 from nothing, on the CPU. */
export const pretrainGpt: TaskFunction<'pretrainGpt'> = (input, { emit, turn }) =>
  trainGpt(input, emit, turn)
