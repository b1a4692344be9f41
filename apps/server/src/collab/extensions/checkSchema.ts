import type { Extension, onAuthenticatePayload } from '@hocuspocus/server'
import { narrativeSchemaVersion, parseDocumentName } from '@polyphony/document'
import type { SocketContext } from '../collabContext.ts'

/**
 * A rich-text editor deletes nodes that its schema lacks, for everybody, by merely opening a document. So one of
 * another version may only read narratives; and so may foreign clients that do not say which they have.
 */
export const checkSchema = (): Extension => ({
  extensionName: 'checkSchema',

  async onAuthenticate({ documentName, connectionConfig, context }: onAuthenticatePayload<SocketContext>) {
    if (parseDocumentName(documentName)?.kind !== 'finding') return
    const { schema, native } = context
    const fits = schema === null ? native : schema === String(narrativeSchemaVersion)
    if (!fits) connectionConfig.readOnly = true
  },
})
