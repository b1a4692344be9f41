export { copyDataFolder } from './copyDataFolder.ts'
export { type LaunchedMongo, type LaunchOptions, launchEmbeddedMongo } from './launchEmbeddedMongo.ts'
export { type EmbeddedMongo, type EmbeddedMongoOptions, startEmbeddedMongo } from './startEmbeddedMongo.ts'
export { type CommandReply, WireClient } from './wire/wireClient.ts'
