#!/usr/bin/env node
// The command line runs from TypeScript, without a build.
import { register } from 'tsx/esm/api'

register()
const { commandLine } = await import('./commandLine.ts')
process.exitCode = await commandLine(process.argv.slice(2))
