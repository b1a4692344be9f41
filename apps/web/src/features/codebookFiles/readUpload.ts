import { newId } from '@polyphony/document'
import type { CodebookUpload } from '../../api/codebookFiles.ts'

/** A file as it is sent. Rejects where the browser cannot read it: it was moved, or may not be read. */
export const readUpload = (file: File): Promise<CodebookUpload> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => {
      // `data:…;base64,…`; of an empty file there is nothing after the comma, or no comma.
      const url = String(reader.result)
      const comma = url.indexOf(',')
      resolve({ id: newId(), name: file.name, content: comma < 0 ? '' : url.slice(comma + 1) })
    }
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
