export * from './routes/accounts.ts'
export * from './routes/conversations.ts'
export * from './routes/findings.ts'
export * from './routes/ontology.ts'
