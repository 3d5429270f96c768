export { exportCaptions } from './export-captions'
export { exportCaptioning, formatCaptioning } from './captioning-export'
