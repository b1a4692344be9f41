export * from './code.ts'
export * from './operation.ts'
