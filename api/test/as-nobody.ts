import process from 'node:process'

/** The user who owns nothing, on Linux and macOS. */
const nobody = 65_534

/** Does something without the rights of root, whom no file refuses; as anybody else it is done as they are. */
export async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0)
    return await work()
  process.seteuid!(nobody)
  return await work().finally(() => process.seteuid!(0))
}
