export { compareData } from './compare-data'
export { exportComparison } from './export-comparison'
