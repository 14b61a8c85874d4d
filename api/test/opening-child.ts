import process from 'node:process'
import { openDatabase } from '../src/database/open-database.ts'

// A process that says when it is there, and opens the database that it is told, to say whose it is or why it could not.
process.once('message', async (url: string) => {
  const told = await openDatabase(url).then(async (database) => {
    const id = await database.stores.changes.databaseId()
    await database.close()
    return id
  }).catch(String)
  process.send!(told, () => process.disconnect())
})
process.send!('here')
