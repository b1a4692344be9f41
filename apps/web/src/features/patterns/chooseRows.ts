/** A row that can be chosen. */
interface Row {
  id: string
  name: string
  theme: string
  codings: number
}

/** Which rows are shown. Without one, the thirty most used. */
export type Choice =
  | { kind: 'most'; count: number }
  | { kind: 'all' }
  | { kind: 'theme'; theme: string }
  | { kind: 'picked'; codes: string[] }

export const MOST = [10, 20, 30, 60] as const
const USUAL: Choice = { kind: 'most', count: 30 }

/** As it stands in an address. */
export const readChoice = (value: string | null): Choice => {
  const [kind, rest = ''] = (value ?? '').split(':')
  if (kind === 'all') return { kind }
  if (kind === 'theme' && rest) return { kind, theme: rest }
  if (kind === 'picked') return { kind, codes: rest.split(',').filter(Boolean) }
  const count = MOST.find(one => String(one) === rest)
  return kind === 'most' && count ? { kind, count } : USUAL
}

export const writeChoice = (choice: Choice): string | null => {
  if (choice.kind === 'theme') return `theme:${choice.theme}`
  if (choice.kind === 'picked') return `picked:${choice.codes.join(',')}`
  if (choice.kind === 'all') return 'all'
  return choice.count === 30 ? null : `most:${choice.count}`
}

/** Numbers of the rows chosen, in the order of the codebook. Codes nobody has used are shown only when they are picked. */
export const chooseRows = (rows: readonly Row[], choice: Choice): number[] => {
  const used = [...rows.keys()].filter(i => rows[i]!.codings > 0)
  switch (choice.kind) {
    case 'all':
      return used
    case 'theme':
      return used.filter(i => rows[i]!.theme === choice.theme)
    case 'picked':
      return [...rows.keys()].filter(i => choice.codes.includes(rows[i]!.id))
    case 'most':
      return used
        .toSorted((x, y) => rows[y]!.codings - rows[x]!.codings || x - y)
        .slice(0, choice.count)
        .sort((x, y) => x - y)
  }
}

export const ORDERS = ['tree', 'count', 'name', 'cluster'] as const
export type Order = (typeof ORDERS)[number]

/** Puts chosen rows in an order. `cluster`: all rows in the order of their likeness. */
export const orderRows = (
  rows: readonly Row[],
  chosen: readonly number[],
  order: Order,
  cluster: readonly number[] = [],
): number[] => {
  if (order === 'count') return chosen.toSorted((x, y) => rows[y]!.codings - rows[x]!.codings || x - y)
  if (order === 'name') return chosen.toSorted((x, y) => rows[x]!.name.localeCompare(rows[y]!.name))
  if (order === 'cluster') return cluster.filter(i => chosen.includes(i))
  return [...chosen]
}
