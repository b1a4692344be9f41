import { useEffect, useState } from 'react'

type EditorModule = typeof import('./RichTextEditor.tsx')

let loaded: EditorModule | null = null
let loading: Promise<EditorModule> | null = null

/** Fetches the editor, once; a failure is tried again by the next who asks. */
const loadEditor = (): Promise<EditorModule> => {
  loading ??= import('./RichTextEditor.tsx').then(
    module => {
      loaded = module
      return module
    },
    (error: unknown) => {
      loading = null
      throw error
    },
  )
  return loading
}

/** Fetches the editor for whoever may write next. */
export const loadEditorAhead = (): void => {
  loadEditor().catch(warn)
}

const warn = (error: unknown): void => console.warn('The editor could not be fetched.', error)

/** The editor once it is there; `failed` when it could not be fetched. */
export const useEditorModule = (): { module: EditorModule | null; failed: boolean } => {
  const [module, setModule] = useState(loaded)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    if (module) return
    let left = false
    loadEditor().then(
      found => !left && setModule(found),
      (error: unknown) => {
        warn(error)
        if (!left) setFailed(true)
      },
    )
    return () => {
      left = true
    }
  }, [module])
  return { module, failed }
}
