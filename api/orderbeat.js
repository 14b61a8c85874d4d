// Plain JavaScript that old versions of Node can read, so that they can say what is missing.
import process from 'node:process'

const [major, minor] = process.versions.node.split('.').map(Number)
const canRun = (major > 22 || (major === 22 && minor >= 18)) && Number(process.versions.napi) >= 10

const commands = {
  account: './src/account-command.ts',
  data: './src/data-command.ts',
  serve: './src/server.ts',
  till: './src/till-command.ts',
}
const name = process.argv[2] || 'serve'

if (!canRun)
  refuse(`Orderbeat needs Node 22.18 or newer, this is ${process.versions.node}: start it with \`npm start\`, which brings the right one.`)
else if (!Object.hasOwn(commands, name))
  refuse(`Orderbeat has no command "${name}": it knows ${Object.keys(commands).join(', ')}.`)
else
  await import(commands[name])

function refuse(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
}
