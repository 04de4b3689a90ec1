#!/usr/bin/env node
// The command line runs from TypeScript, without a build.
import { constants } from 'node:os'
import { register } from 'tsx/esm/api'

// A reader that has seen enough, as `head` has, ends the command as its signal would; Node turns that into an error.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(128 + constants.signals.SIGPIPE)
})

register()
const { commandLine } = await import('./commandLine.ts')
process.exitCode = await commandLine(process.argv.slice(2))
