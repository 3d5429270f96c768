export { previewExport, runExport, type ExportOptions } from './run-export'
export { exportCaptioning, formatCaptioning } from './captioning-export'
