import mongoose, { type Connection, type Model, Schema } from 'mongoose'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { failure, type Loose, openTestDatabase, type TestDatabase } from './testDatabase.ts'

let test: TestDatabase
let connection: Connection
let User: Model<Loose>
let Post: Model<Loose>
beforeAll(async () => {
  test = await openTestDatabase()
  connection = await mongoose.createConnection(test.uri, { dbName: test.db.databaseName }).asPromise()
  User = connection.model<Loose>('User', userSchema)
  Post = connection.model<Loose>('Post', postSchema)
})
afterAll(async () => {
  await connection.close()
  await test.close()
})

const userSchema = new Schema(
  {
    name: String,
    email: { type: String, unique: true, required: true },
    tags: [String],
    parts: [{ n: Number }],
    bytes: Buffer,
    price: Schema.Types.Decimal128,
    big: BigInt,
    scores: { type: Map, of: Number },
    born: { type: Date, default: () => new Date(0) },
  },
  { timestamps: true, optimisticConcurrency: true },
)
const postSchema = new Schema({ title: String, author: { type: Schema.Types.ObjectId, ref: 'User' } })

async function newUser(email: string) {
  await User.init()
  return User.create({
    name: 'A',
    email,
    tags: ['t'],
    bytes: Buffer.from('hi'),
    price: '1.5',
    big: 2n ** 61n,
    scores: { k: 1 },
    parts: [{ n: 1 }, { n: 2 }],
  })
}

it('creates, reads back every type and refuses a duplicate', async () => {
  await newUser('types@x')
  expect((await failure(newUser('types@x'))).code).toBe(11000)
  const user = await User.findOne({ email: 'types@x' }).orFail()
  expect(user.get('bytes').toString()).toBe('hi')
  expect(String(user.get('price'))).toBe('1.5')
  expect(user.get('scores').get('k')).toBe(1)
  expect(user.get('big')).toBe(2n ** 61n)
})

it('saves changes to arrays, maps and subdocuments', async () => {
  const user = await newUser('arrays@x')
  user.get('tags').push('z')
  user.get('parts')[0].n = 5
  user.get('scores').set('q', 2)
  await user.save()
  user.get('tags').pull('t')
  user.get('parts').id(user.get('parts')[1]._id).deleteOne()
  await user.save()
  const stored = await User.findById(user._id).lean().orFail()
  expect(stored).toMatchObject({ tags: ['z'], scores: { k: 1, q: 2 } })
  expect(stored.parts.map(({ n }: Loose) => n)).toEqual([5])
})

it('notices that somebody else saved first', async () => {
  const { _id } = await newUser('version@x')
  const [mine, theirs] = [await User.findById(_id).orFail(), await User.findById(_id).orFail()]
  theirs.set('name', 'theirs')
  await theirs.save()
  mine.set('name', 'mine')
  expect((await failure(mine.save())).name).toBe('VersionError')
})

it('populates, streams, bulk-saves and syncs indexes', async () => {
  const user = await newUser('posts@x')
  await Post.insertMany(Array.from({ length: 300 }, (_, i) => ({ title: `t${i}`, author: user._id })))
  const post = await Post.findOne().populate<{ author: { email: string } }>('author').orFail()
  expect(post.author.email).toBe('posts@x')
  let streamed = 0
  for await (const _ of Post.find().cursor({ batchSize: 50 })) streamed++
  expect(streamed).toBe(300)
  await User.syncIndexes()
  const some = await Post.find().limit(5)
  for (const item of some) item.set('title', 'new')
  await Post.bulkSave(some)
  expect(await Post.countDocuments({ title: 'new' })).toBe(5)
  expect(await Post.exists({ title: 'nowhere' })).toBeNull()
  expect(
    await Post.aggregate([{ $match: { author: user._id } }, { $group: { _id: '$author', n: { $sum: 1 } } }]),
  ).toMatchObject([{ n: 300 }])
})

it('runs a transaction, and rolls one back', async () => {
  await connection.transaction(async session => {
    await Post.create([{ title: 'kept' }], { session })
  })
  const rolledBack = connection.transaction(async session => {
    await Post.create([{ title: 'dropped' }], { session })
    throw new Error('no')
  })
  await failure(rolledBack)
  expect(await Post.countDocuments({ title: { $in: ['kept', 'dropped'] } })).toBe(1)
})
