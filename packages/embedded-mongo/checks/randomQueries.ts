import { Binary, Decimal128, type Document, Double, Long, ObjectId } from 'mongodb'

/** A repeatable source of random numbers (mulberry32). */
export function randomSource(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export interface RandomQueries {
  document(id: number): Document
  filter(): Document
  update(): { update: Document; options: Document }
}

/** Makes documents, filters and updates as a program would, and stranger ones that mix every type. */
export function randomQueries(random: () => number, strange: boolean): RandomQueries {
  const below = (n: number) => Math.floor(random() * n)
  const pick = <T>(items: readonly T[]): T => items[below(items.length)]!
  const chance = (n: number) => below(n) === 0
  const times = <T>(n: number, make: () => T): T[] => Array.from({ length: n }, make)
  const ids = [0, 1, 2, 3].map(digit => new ObjectId(`00000000000000000000000${digit}`))
  const number = () => below(6)
  const text = () => pick(['a', 'b', 'ab', 'zz'])
  const moment = () => new Date(below(4) * 1000)

  const scalar = (): unknown =>
    pick([
      () => below(5),
      () => below(5) + 0.5,
      () => new Double(below(4)),
      () => Long.fromNumber(below(4)),
      () => pick(['a', 'b', 'ab', 'B', '', 'z9']),
      () => null,
      () => chance(2),
      moment,
      () => pick(ids),
      () => new Binary(Buffer.from([pick([0xfe, 0xff, 0x80]), 1])),
      () => Decimal128.fromString(pick(['1', '2.5', '3.0'])),
    ])()
  const value = (depth: number): unknown => {
    const kind = below(10)
    if (depth <= 0 || kind < 6) return scalar()
    if (kind < 8) return times(below(4), () => value(depth - 1))
    return Object.fromEntries(['x', 'y', 'z'].filter(() => chance(2)).map(key => [key, value(depth - 1)]))
  }

  function ordinaryDocument(_id: number): Document {
    const document: Document = { _id, a: number(), b: text(), ref: pick(ids), at: moment() }
    if (!chance(4)) document.c = { x: number(), y: text() }
    if (!chance(4)) document.tags = times(below(4), text)
    if (!chance(4)) document.items = times(below(4), () => ({ k: text(), v: number() }))
    if (chance(3)) document.opt = chance(3) ? null : text()
    return document
  }

  const ordinaryCondition = (): Document =>
    pick<() => Document>([
      () => ({ a: number() }),
      () => ({ a: { $gte: number(), $lt: number() + 2 } }),
      () => ({ b: { $in: [text(), text()] } }),
      () => ({ ref: pick(ids) }),
      () => ({ ref: { $ne: pick(ids) } }),
      () => ({ at: { $gte: moment() } }),
      () => ({ 'c.x': { $gt: number() } }),
      () => ({ c: { x: number(), y: text() } }),
      () => ({ c: { $exists: chance(2) } }),
      () => ({ tags: text() }),
      () => ({ tags: { $all: [text(), text()] } }),
      () => ({ tags: { $size: below(4) } }),
      () => ({ tags: { $nin: [text()] } }),
      () => ({ tags: [] }),
      () => ({ 'items.k': text() }),
      () => ({ 'items.v': { $gte: number() } }),
      () => ({ 'items.0.v': number() }),
      () => ({ items: { $elemMatch: { k: text(), v: { $gte: number() } } } }),
      () => ({ opt: null }),
      () => ({ opt: { $in: [null, text()] } }),
      () => ({ opt: { $exists: chance(2) } }),
      () => ({ b: { $regex: pick(['^a', 'B']), $options: 'i' } }),
      () => ({ b: { $not: { $eq: text() } } }),
      () => ({ $expr: { $gt: ['$a', '$c.x'] } }),
    ])()

  const strangePath = () =>
    pick(['a', 'b', 'c', 'a', 'b', 'a.x', 'b.y', 'c.x', 'a.0', 'b.1', 'a.x.y', 'c.y', 'a.0.x', '_id'])
  const strangeCondition = (depth: number): unknown =>
    pick<() => unknown>([
      () => value(1),
      () => ({ [pick(['$gt', '$gte', '$lt', '$lte'])]: scalar() }),
      () => ({ $gte: scalar(), $lt: scalar() }),
      () => ({ $ne: value(1) }),
      () => ({ $in: times(1 + below(3), () => value(1)) }),
      () => ({ $nin: times(1 + below(2), scalar) }),
      () => ({ $exists: chance(2) }),
      () => ({ $size: below(3) }),
      () => ({
        $type: pick([
          'int',
          'string',
          'array',
          'object',
          'null',
          'bool',
          'date',
          'double',
          'number',
          'long',
          'objectId',
          'binData',
          'decimal',
        ]),
      }),
      () => ({ $mod: [2, below(2)] }),
      () => ({ $all: times(1 + below(2), scalar) }),
      () => ({ $not: { [pick(['$gt', '$lte', '$eq'])]: scalar() } }),
      () => (depth > 0 ? { $elemMatch: { [pick(['x', 'y', 'z'])]: strangeCondition(0) } } : scalar()),
      () => ({ $elemMatch: { $gte: scalar() } }),
    ])()

  const condition = (): Document => (strange ? { [strangePath()]: strangeCondition(1) } : ordinaryCondition())

  function filter(): Document {
    const both = { ...condition(), ...(chance(2) ? condition() : {}) }
    return chance(5) ? { [pick(['$or', '$and', '$nor'])]: [both, condition()] } : both
  }

  const ordinaryUpdate = (): Document =>
    pick<() => Document>([
      () => ({ $set: { a: number(), 'c.y': text() } }),
      () => ({ $inc: { a: number(), n: 1 } }),
      () => ({ $mul: { a: 2 } }),
      () => ({ $push: { tags: { $each: [text(), text()], $slice: -3 } } }),
      () => ({ $push: { items: { $each: [{ k: text(), v: number() }], $sort: { v: 1 } } } }),
      () => ({ $addToSet: { tags: { $each: [text(), text()] } } }),
      () => ({ $pull: { tags: text() } }),
      () => ({ $pull: { items: { k: text(), v: { $gte: number() } } } }),
      () => ({ $pullAll: { tags: [text(), text()] } }),
      () => ({ $unset: { 'c.x': 1, opt: 1 } }),
      () => ({ $pop: { tags: 1 } }),
      () => ({ $min: { a: number() }, $max: { at: moment() } }),
      () => ({ $rename: { b: 'renamed' } }),
      () => ({ $set: { 'deep.new.path': number() } }),
      () => ({ $set: { c: { x: 1, y: 'a' } } }),
      () => ({ $set: { 'items.$[e].z': number() } }),
    ])()

  function strangeUpdate(): Document {
    const path = pick([
      'a',
      'b',
      'c',
      'a.x',
      'b.y',
      'c.x',
      'n',
      'a.0',
      'b.1',
      'q.r',
      'a.$[]',
      'b.$[e]',
      'a.$[].x',
    ])
    return pick<() => Document>([
      () => ({ $set: { [path]: value(1) } }),
      () => ({ $unset: { [path]: '' } }),
      () => ({ $inc: { [path]: pick([1, 2.5, Long.fromNumber(3)]) } }),
      () => ({ $mul: { [path]: pick([2, 0.5]) } }),
      () => ({ $push: { [path]: value(1) } }),
      () => ({
        $push: {
          [path]: {
            $each: [scalar(), scalar()],
            $position: below(2),
            $slice: pick([2, -2, 5]),
            $sort: pick([1, -1]),
          },
        },
      }),
      () => ({ $addToSet: { [path]: value(1) } }),
      () => ({
        $pull: {
          [path]: pick([scalar(), { $gte: scalar() }, { x: scalar() }, { $in: [scalar(), scalar()] }]),
        },
      }),
      () => ({ $pop: { [path]: pick([1, -1]) } }),
      () => ({ [pick(['$min', '$max'])]: { [path]: scalar() } }),
      () => ({ $pullAll: { [path]: [scalar(), scalar()] } }),
    ])()
  }

  return {
    document: _id =>
      strange
        ? { _id, ...Object.fromEntries(['a', 'b', 'c'].filter(() => !chance(5)).map(key => [key, value(2)])) }
        : ordinaryDocument(_id),
    filter,
    update() {
      const update = strange ? strangeUpdate() : ordinaryUpdate()
      const needsFilter = JSON.stringify(update).includes('$[e]')
      const arrayFilter = strange
        ? { e: pick<unknown>([{ $gte: 1 }, { $type: 'string' }, null]) }
        : { 'e.v': { $gte: number() } }
      return { update, options: needsFilter ? { arrayFilters: [arrayFilter] } : {} }
    },
  }
}
