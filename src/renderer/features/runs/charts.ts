import type { MetricName } from '../../../shared/domain'

/** How one curve is drawn. `colour` names a CSS variable. */
export interface ChartLine {
  /** Empty for what has no place in the key: the raw values under a smoothed curve. */
  label: string
  colour: string
  faint?: boolean
  dash?: boolean
  points?: boolean
}

interface Chart {
  id: 'loss' | 'bleu' | 'reward' | 'learningRate' | 'speed' | 'memory'
  lines: readonly (Omit<ChartLine, 'label'> & { metric: MetricName; scale?: number })[]
}

/** Units of the axes that have one. */
export const unitOf = (id: Chart['id']): 'nats' | 'speed' | 'memory' | 'bleu' | 'reward' | 'rate' =>
  (
    ({
      loss: 'nats',
      bleu: 'bleu',
      reward: 'reward',
      learningRate: 'rate',
      speed: 'speed',
      memory: 'memory'
    }) as const
  )[id]

/** The charts of a run and their curves; `scale` turns a value into what is drawn. */
export const charts: readonly Chart[] = [
  {
    id: 'loss',
    lines: [
      { metric: 'loss', colour: '--chart-5' },
      { metric: 'lossCaptions', colour: '--chart-1' },
      { metric: 'lossPairs', colour: '--chart-2' },
      { metric: 'valLoss', colour: '--chart-1', points: true, dash: true },
      { metric: 'valLossPairs', colour: '--chart-2', points: true, dash: true }
    ]
  },
  {
    id: 'bleu',
    lines: [
      { metric: 'bleu', colour: '--chart-1', points: true },
      { metric: 'bleu1', colour: '--chart-2', faint: true, points: true },
      { metric: 'bleu2', colour: '--chart-3', faint: true, points: true },
      { metric: 'bleu3', colour: '--chart-4', faint: true, points: true },
      { metric: 'bleu4', colour: '--chart-5', faint: true, points: true }
    ]
  },
  {
    id: 'reward',
    lines: [
      { metric: 'rewardSample', colour: '--chart-2' },
      { metric: 'rewardGreedy', colour: '--chart-1' },
      { metric: 'valReward', colour: '--chart-1', points: true, dash: true }
    ]
  },
  { id: 'learningRate', lines: [{ metric: 'learningRate', colour: '--chart-3' }] },
  { id: 'speed', lines: [{ metric: 'tokensPerSecond', colour: '--chart-4' }] },
  { id: 'memory', lines: [{ metric: 'memoryBytes', colour: '--chart-5', scale: 1e-9 }] }
]
/** Charts whose curves jump from step to step. */
export const isNoisy = (id: Chart['id']): boolean =>
  id === 'loss' || id === 'reward' || id === 'speed'
