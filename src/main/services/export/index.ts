export { previewExport, runExport, type ExportOptions } from './run-export'
