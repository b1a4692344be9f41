import type { Plugin } from 'vite'

/** Names in the page what the desk's program consists of, so that `early/ahead.js` can ask for it at once. */
export const nameDeskProgram: Plugin = {
  name: 'name-desk-program',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle = {} }) {
      const taken = new Set<string>()
      /** What a chunk needs, it and its styles, but for what was taken before. */
      const take = (fileName: string): { program: string[]; styles: string[] } => {
        const chunk = bundle[fileName]
        if (chunk?.type !== 'chunk' || taken.has(fileName)) return { program: [], styles: [] }
        taken.add(fileName)
        const styles = [...(chunk.viteMetadata?.importedCss ?? [])].filter(style => !taken.has(style))
        for (const style of styles) taken.add(style)
        const others = chunk.imports.map(take)
        return {
          program: [fileName, ...others.flatMap(({ program }) => program)],
          styles: [...styles, ...others.flatMap(other => other.styles)],
        }
      }
      const chunks = Object.values(bundle).filter(file => file.type === 'chunk')
      const desk = chunks.find(({ name }) => name === 'DeskPage')
      if (!desk) return []
      // The page asks for its own program itself.
      for (const { isEntry, fileName } of chunks) if (isEntry) take(fileName)
      const { program, styles } = take(desk.fileName)
      // Before the scripts, which look for it.
      return Object.entries({ 'desk-program': program, 'desk-styles': styles }).map(([name, files]) => ({
        tag: 'meta',
        attrs: { name, content: files.map(file => `/${file}`).join(' ') },
        injectTo: 'head-prepend',
      }))
    },
  },
}
