import { randomBytes } from 'node:crypto'
import { BSON, type Collection, type Document, MongoClient, MongoServerError } from 'mongodb'
import { randomQueries, randomSource } from './randomQueries.ts'

export interface Comparison {
  runs: number
  filters: number
  updates: number
  /** Updates that both engines refused with different codes. */
  codes: number
  /** What differed, to look at. */
  examples: string[]
}

const DOCUMENTS = 250
const EXACT = { promoteValues: false, promoteLongs: false, bsonRegExp: true } as const

type Item = Document & { _id: number }

/** Asks two engines the same random questions. One of them gets indexes: they must not change an answer. */
export async function compareEngines(
  uris: readonly [string, string],
  { seed, runs, strange }: { seed: number; runs: number; strange: boolean },
): Promise<Comparison> {
  const queries = randomQueries(randomSource(seed), strange)
  const database = `compare_${randomBytes(5).toString('hex')}`
  const clients = await Promise.all(uris.map(uri => new MongoClient(uri).connect()))
  const collections = (name: string) => clients.map(client => client.db(database).collection<Item>(name))
  const result: Comparison = { runs, filters: 0, updates: 0, codes: 0, examples: [] }
  try {
    const documents = Array.from({ length: DOCUMENTS }, (_, id) => queries.document(id) as Item)
    const searched = collections('searched')
    for (const collection of searched) await collection.insertMany(documents)
    const fields = ['a', 'b', 'c.x', 'ref', 'at', 'tags', 'items.k']
    for (const field of fields) await searched[0]!.createIndex({ [field]: 1 })
    await searched[0]!.createIndex({ opt: 1, 'c.y': -1 }, { sparse: true })

    for (let i = 0; i < runs; i++) {
      const filter = queries.filter()
      const [first, second] = await Promise.all(searched.map(collection => found(collection, filter)))
      if (first === second) continue
      result.filters++
      result.examples.push(`filter ${shown(filter)}\n  A ${first}\n  B ${second}`)
    }
    const changed = collections('changed')
    for (let i = 0; i < runs; i++) {
      const document: Item = { ...documents[i % DOCUMENTS]!, _id: i }
      const { update, options } = queries.update()
      const [first, second] = await Promise.all(
        changed.map(collection => outcome(collection, document, update, options)),
      )
      if (first === second) continue
      if (first!.startsWith('refused') && second!.startsWith('refused')) {
        result.codes++
        continue
      }
      result.updates++
      result.examples.push(
        `update ${shown(update)} ${shown(options)}\n  of ${shown(document)}\n  A ${first}\n  B ${second}`,
      )
    }
    return result
  } finally {
    for (const client of clients) {
      await client.db(database).dropDatabase()
      await client.close()
    }
  }
}

function shown(value: object): string {
  return BSON.EJSON.stringify(value, { relaxed: false })
}

function refusal(error: unknown): string {
  if (error instanceof MongoServerError) return `refused ${error.code}`
  throw error
}

async function found(collection: Collection<Item>, filter: Document): Promise<string> {
  try {
    const documents = await collection.find(filter, { projection: { _id: 1 } }).toArray()
    return documents
      .map(({ _id }) => _id)
      .sort((a, b) => a - b)
      .join()
  } catch (error) {
    return refusal(error)
  }
}

async function outcome(
  collection: Collection<Item>,
  document: Item,
  update: Document,
  options: Document,
): Promise<string> {
  await collection.insertOne(document)
  try {
    const { modifiedCount } = await collection.updateOne({ _id: document._id }, update, options)
    return `${modifiedCount} ${shown((await collection.findOne({ _id: document._id }, EXACT))!)}`
  } catch (error) {
    return refusal(error)
  }
}
