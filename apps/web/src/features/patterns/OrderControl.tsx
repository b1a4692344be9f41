import { Select } from '@mantine/core'
import { patterns } from '../../text/patterns.ts'
import type { Order } from './chooseRows.ts'
import type { PatternParams } from './usePatternParams.ts'

interface OrderControlProps {
  order: Order
  /** Those that a figure knows; the first is the usual one. */
  orders: readonly Order[]
  params: PatternParams
}

/** In which order rows stand. */
export const OrderControl = ({ order, orders, params }: OrderControlProps) => (
  <Select
    label={patterns.order.label}
    allowDeselect={false}
    value={order}
    onChange={value => params.set({ order: value === orders[0] ? null : value })}
    data={orders.map(value => ({ value, label: patterns.order[value] }))}
  />
)
