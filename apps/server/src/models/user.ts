import { model, Schema, trusted } from 'mongoose'

/** An account. Written by the authentication library (its collection `user`); read here for names. */
export interface UserRecord {
  _id: string
  name: string
  email: string
}

const schema = new Schema<UserRecord>({ _id: String, name: String, email: String })

export const UserModel = model('User', schema, 'user')

/** Accounts by id; ids without an account are absent. */
export const findUsers = async (ids: readonly string[]): Promise<Map<string, UserRecord>> => {
  const users = await UserModel.find({ _id: trusted({ $in: [...new Set(ids)] }) }).lean()
  return new Map(users.map(user => [user._id, user]))
}
