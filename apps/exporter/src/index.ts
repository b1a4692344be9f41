export { type ExportOptions, exportWorkspace } from './exportWorkspace.ts'
