import type { MetricName } from '../../../shared/domain'

/** How one curve is drawn. `colour` names a CSS variable. */
export interface ChartLine {
  label: string
  colour: string
  faint?: boolean
  dash?: boolean
  points?: boolean
}

interface Chart {
  id: 'loss' | 'bleu' | 'learningRate'
  lines: readonly (Omit<ChartLine, 'label'> & { metric: MetricName })[]
}

/** The charts of a run and their curves. */
export const charts: readonly Chart[] = [
  {
    id: 'loss',
    lines: [
      { metric: 'loss', colour: '--chart-5', faint: true },
      { metric: 'lossCaptions', colour: '--chart-1', faint: true },
      { metric: 'lossPairs', colour: '--chart-2', faint: true },
      { metric: 'valLoss', colour: '--chart-1', points: true },
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
  { id: 'learningRate', lines: [{ metric: 'learningRate', colour: '--chart-3' }] }
]
