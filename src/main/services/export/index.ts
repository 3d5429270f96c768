export { previewExport, runExport } from './run-export'
