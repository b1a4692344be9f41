import { Long, ObjectId } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { failure, type Loose, openTestDatabase, type TestDatabase } from './testDatabase.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await openTestDatabase()
})
afterAll(() => test.close())

const one = new ObjectId()
const two = new ObjectId()
const when = new Date('2024-03-05T10:20:30.456Z')

async function run(documents: Loose[], pipeline: Loose[]): Promise<Loose[]> {
  const c = test.collection()
  await c.insertMany(documents)
  return c.aggregate(pipeline).toArray()
}

describe('stages', () => {
  it('$group folds each group', async () => {
    const grouped = await run(
      [
        { k: 'a', v: 1 },
        { k: 'b', v: 2 },
        { k: 'a', v: 3 },
      ],
      [
        { $match: { v: { $gt: 0 } } },
        { $sort: { v: 1 } },
        {
          $group: {
            _id: '$k',
            sum: { $sum: '$v' },
            n: { $sum: 1 },
            mean: { $avg: '$v' },
            all: { $push: '$v' },
            first: { $first: '$v' },
            last: { $last: '$v' },
            most: { $max: '$v' },
            count: { $count: {} },
          },
        },
        { $sort: { _id: 1 } },
      ],
    )
    expect(grouped).toEqual([
      { _id: 'a', sum: 4, n: 2, mean: 2, all: [1, 3], first: 1, last: 3, most: 3, count: 2 },
      { _id: 'b', sum: 2, n: 1, mean: 2, all: [2], first: 2, last: 2, most: 2, count: 1 },
    ])
  })

  it('$group tells ids, dates and null apart', async () => {
    const documents = [{ o: one, d: when }, { o: one, d: when }, { o: two, d: new Date(6) }, { d: null }]
    const sizes = async (_id: unknown) =>
      (await run(documents, [{ $group: { _id, n: { $sum: 1 } } }])).map(({ n }) => n).sort()
    expect(await sizes('$o')).toEqual([1, 1, 2])
    expect(await sizes('$d')).toEqual([1, 1, 2])
    expect(await sizes({ y: { $year: '$d' } })).toEqual([1, 1, 2])
  })

  it('$lookup joins by fields, by pipeline and by both', async () => {
    const other = test.collection()
    await other.insertMany([
      { _id: one, name: 'N', rank: 1 },
      { _id: two, name: 'M', rank: 2 },
    ])
    const from = other.collectionName
    const documents = [{ _id: 1, ref: one }, { _id: 2, ref: [one, two] }, { _id: 3 }]
    const joined = async (lookup: Loose) =>
      (await run(documents, [{ $lookup: { from, as: 'o', ...lookup } }, { $sort: { _id: 1 } }])).map(
        ({ o }) => o.map(({ name }: Loose) => name),
      )
    expect(await joined({ localField: 'ref', foreignField: '_id' })).toEqual([['N'], ['N', 'M'], []])
    const byPipeline = {
      let: { r: '$ref' },
      pipeline: [{ $match: { $expr: { $eq: ['$_id', '$$r'] } } }, { $project: { _id: 0, name: 1 } }],
    }
    expect(await joined(byPipeline)).toEqual([['N'], [], []])
    const both = { localField: 'ref', foreignField: '_id', pipeline: [{ $match: { rank: 2 } }] }
    expect(await joined(both)).toEqual([[], ['M'], []])
  })

  it('$unwind, $facet, $sortByCount, $count and $replaceRoot', async () => {
    const documents = [
      { _id: 1, tags: ['x', 'y'], o: { z: 1 } },
      { _id: 2, tags: ['x'], o: { z: 2 } },
      { _id: 3, tags: [], o: { z: 3 } },
      { _id: 4, o: { z: 4 } },
    ]
    const [facets] = await run(documents, [
      {
        $facet: {
          n: [{ $count: 'n' }],
          tags: [{ $unwind: '$tags' }, { $sortByCount: '$tags' }],
          roots: [{ $sort: { _id: -1 } }, { $limit: 1 }, { $replaceRoot: { newRoot: '$o' } }],
        },
      },
    ])
    expect(facets).toEqual({
      n: [{ n: 4 }],
      tags: [
        { _id: 'x', count: 2 },
        { _id: 'y', count: 1 },
      ],
      roots: [{ z: 4 }],
    })
    const kept = await run(documents, [
      { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true, includeArrayIndex: 'at' } },
      { $sort: { _id: 1, at: 1 } },
    ])
    expect(kept.map(({ _id, tags, at }) => [_id, tags, at])).toEqual([
      [1, 'x', 0],
      [1, 'y', 1],
      [2, 'x', 0],
      [3, undefined, null],
      [4, undefined, null],
    ])
  })

  it('$set reaches into arrays and $unset takes out', async () => {
    const [document] = await run(
      [{ _id: 1, l: [{ a: 1 }, { a: 2 }], o: { p: 1 } }],
      [{ $set: { 'l.b': 9, 'o.q': '$_id', fresh: { x: '$o.p' } } }, { $unset: ['l.a', 'o.p'] }],
    )
    expect(document).toEqual({ _id: 1, l: [{ b: 9 }, { b: 9 }], o: { q: 1 }, fresh: { x: 1 } })
  })

  it('$unionWith, $out and $merge', async () => {
    const c = test.collection()
    const out = test.collection()
    await c.insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
    ])
    await out.createIndex({ a: 1 })
    await out.insertOne({ _id: 9 })
    await c.aggregate([{ $match: { _id: 1 } }, { $out: out.collectionName }]).toArray()
    expect(await out.find().toArray()).toEqual([{ _id: 1, a: 1 }])
    await c.aggregate([{ $set: { b: 2 } }, { $merge: { into: out.collectionName } }]).toArray()
    expect(await out.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, a: 1, b: 2 },
      { _id: 2, a: 1, b: 2 },
    ])
    expect(await c.aggregate([{ $unionWith: out.collectionName }]).toArray()).toHaveLength(4)
  })

  it('refuses what does not exist', async () => {
    const c = test.collection()
    await c.insertOne({ a: 1 })
    test.expectCode(await failure(c.aggregate([{ $nope: {} }]).toArray()), 40324)
    test.expectCode(await failure(c.aggregate([{ $set: { a: { $nope: 1 } } }]).toArray()), 168)
    test.expectCode(await failure(c.aggregate([{ $group: { _id: 1, x: { $nope: 1 } } }]).toArray()), 15952)
  })
})

describe('expressions', () => {
  const source = {
    _id: 1,
    n: 3,
    f: 2.5,
    s: 'Hello World',
    d: when,
    t: ['b', 'a', 'c'],
    i: [
      { k: 'x', v: 1 },
      { k: 'y', v: 2 },
    ],
    o: { p: 1 },
    nul: null,
    l: Long.fromNumber(7),
  }

  it.each<[unknown, unknown]>([
    [{ $add: ['$n', 1, '$f'] }, 6.5],
    [{ $subtract: ['$d', new Date(0)] }, when.getTime()],
    [{ $divide: ['$n', 2] }, 1.5],
    [{ $mod: ['$n', 2] }, 1],
    [{ $round: ['$f', 0] }, 2],
    [{ $add: ['$n', '$missing'] }, null],
    [{ $sum: '$i.v' }, 3],
    [{ $avg: '$i.v' }, 1.5],
    [{ $cond: [{ $gt: ['$n', 0] }, 'p', 'm'] }, 'p'],
    [{ $ifNull: ['$nul', '$missing', 'default'] }, 'default'],
    // biome-ignore lint/suspicious/noThenProperty: the operator's own field
    [{ $switch: { branches: [{ case: { $eq: ['$n', 3] }, then: 'three' }], default: 0 } }, 'three'],
    [{ $concat: ['$s', '!'] }, 'Hello World!'],
    [{ $toUpper: '$s' }, 'HELLO WORLD'],
    [{ $substrCP: ['$s', 1, 3] }, 'ell'],
    [{ $split: ['$s', ' '] }, ['Hello', 'World']],
    [{ $trim: { input: '  x ' } }, 'x'],
    [{ $regexMatch: { input: '$s', regex: '^hello', options: 'i' } }, true],
    [{ $size: '$t' }, 3],
    [{ $slice: ['$t', -2] }, ['a', 'c']],
    [{ $arrayElemAt: ['$t', -1] }, 'c'],
    [{ $in: ['a', '$t'] }, true],
    [{ $map: { input: '$i', as: 'x', in: { $multiply: ['$$x.v', 2] } } }, [2, 4]],
    [{ $filter: { input: '$i', as: 'x', cond: { $gt: ['$$x.v', 1] } } }, [{ k: 'y', v: 2 }]],
    [{ $reduce: { input: '$i', initialValue: 0, in: { $add: ['$$value', '$$this.v'] } } }, 3],
    [{ $objectToArray: '$o' }, [{ k: 'p', v: 1 }]],
    [{ $mergeObjects: ['$o', { q: 2 }] }, { p: 1, q: 2 }],
    [{ $setUnion: [['a'], ['a']] }, ['a']],
    [{ $sortArray: { input: '$t', sortBy: 1 } }, ['a', 'b', 'c']],
    [{ $range: [0, 3] }, [0, 1, 2]],
    [{ $type: '$missing' }, 'missing'],
    [{ $year: '$d' }, 2024],
    [{ $dayOfWeek: '$d' }, 3],
    [{ $isoWeek: '$d' }, 10],
    [{ $hour: { date: '$d', timezone: 'Europe/Berlin' } }, 11],
    [{ $dateToString: { date: '$d', format: '%Y-%m-%dT%H:%M:%S.%LZ' } }, when.toISOString()],
    [
      { $dateAdd: { startDate: new Date('2024-01-31T00:00:00Z'), unit: 'month', amount: 1 } },
      new Date('2024-02-29T00:00:00Z'),
    ],
    [{ $dateDiff: { startDate: new Date('2023-12-31T23:00:00Z'), endDate: '$d', unit: 'month' } }, 3],
    [{ $dateTrunc: { date: '$d', unit: 'month' } }, new Date('2024-03-01T00:00:00Z')],
    [{ $toString: '$n' }, '3'],
    [{ $toInt: '12' }, 12],
    [{ $convert: { input: 'x', to: 'int', onError: 'bad' } }, 'bad'],
    [{ $and: ['$n', true] }, true],
    [{ $not: ['$nul'] }, true],
    [{ $eq: ['$missing', null] }, false],
    [{ $gt: ['$n', '$missing'] }, true],
    [{ $literal: '$n' }, '$n'],
    [{ $let: { vars: { x: 2 }, in: { $multiply: ['$$x', '$n'] } } }, 6],
    ['$i.k', ['x', 'y']],
    ['$$ROOT.n', 3],
    [
      ['$n', '$missing'],
      [3, null],
    ],
    [{ x: '$n', y: '$missing' }, { x: 3 }],
  ])('%j', async (expression, expected) => {
    const [result] = await run([source], [{ $project: { _id: 0, r: expression } }])
    expect(result?.r).toEqual(expected)
  })
})
