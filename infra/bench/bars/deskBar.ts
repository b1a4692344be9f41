import type { DeskStudy } from '../workload/deskStudy.ts'
import type { BarOptions } from './bar.ts'

/** A bar that is taken on an open desk; `name` is what its figures are called. */
export type DeskBar = (desk: DeskStudy, name: string, options: BarOptions) => Promise<void>
