import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Placement } from '../session/placement.ts'

/** An engine process that listens; `client.ts` talks to it. */
export interface EngineProcess {
  socketPath: string
  pid: number
  /** Calls back once, when the process has ended, with what it wrote to standard error at last. */
  onExit: (listener: (exit: EngineExit) => void) => void
  /** Ends the process; resolves when it is gone. */
  kill: () => Promise<void>
}

export interface EngineExit {
  code: number | null
  signal: NodeJS.Signals | null
  stderr: string
}

export interface ForkOptions {
  /** A unix socket (at most 103 bytes on macOS) or a Windows named pipe. */
  socketPath: string
  threads: number
  /** How the process before this one ended; told to who connects. */
  previous?: string
  /** Receives what the process writes to standard error, where there is a place to show it. */
  onStderr?: (text: string) => void
  /** Learns where the nodes of each graph ran that a device other than the CPU was given. */
  onPlacement?: (placement: Placement) => void
}

/** What an engine process tells its parent. */
export type EngineNews = { state: 'ready' } | { state: 'placed'; placement: Placement }

/** Starts an engine process and resolves once it listens. It ends with this process, whatever ends this process. */
export function forkEngine({
  socketPath,
  threads,
  previous,
  onStderr,
  onPlacement,
}: ForkOptions): Promise<EngineProcess> {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const entry = fileURLToPath(new URL('./child.ts', import.meta.url))
  const told = previous === undefined ? [] : ['--previous', previous]
  const child = fork(entry, ['--socket', socketPath, '--threads', String(threads), ...told], {
    execArgv: ['--import', loader],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let stderr = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-4000)
    onStderr?.(text)
  })
  return new Promise((resolve, reject) => {
    const failed = (why: string): void => {
      reject(new Error(`the engine process did not start: ${why}\n${stderr}`.trimEnd()))
    }
    child.once('error', (error) => {
      failed(error.message)
    })
    child.once('exit', (code, signal) => {
      failed(`it ended with ${signal ?? `exit code ${code}`}`)
    })
    child.on('message', (message) => {
      // Both ends are this package.
      const news = message as EngineNews
      if (news.state === 'placed') onPlacement?.(news.placement)
      else resolve(engineProcess(child, socketPath, () => stderr))
    })
  })
}

/** How a process ended, in words. */
export function describeExit({ code, signal }: Pick<EngineExit, 'code' | 'signal'>): string {
  if (signal === null) return `it left with exit code ${code ?? 'unknown'}`
  // Nobody else kills without asking.
  return signal === 'SIGKILL'
    ? 'it was ended by SIGKILL, as the system does when memory is out'
    : `it was ended by ${signal}`
}

function engineProcess(child: ChildProcess, socketPath: string, stderr: () => string): EngineProcess {
  const ended = new Promise<EngineExit>((resolve) => {
    // `close` comes after `exit`, once standard error has been read to its end.
    child.once('close', (code, signal) => {
      resolve({ code, signal, stderr: stderr() })
    })
  })
  return {
    socketPath,
    pid: child.pid ?? 0,
    onExit: (listener) => void ended.then(listener),
    kill: async () => {
      // It keeps nothing that would be lost, and takes half a second to let go of its models.
      child.kill('SIGKILL')
      await ended
      rmSync(socketPath, { force: true })
    },
  }
}
