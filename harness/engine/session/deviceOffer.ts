import { fork } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { DeviceName, Precision } from './device.ts'

/** Whether a device runs a small graph here, and if not, what it said. */
export type DeviceOffer = { state: 'offered' } | { state: 'absent'; why: string }

/** Tries a device in a process of its own; the CPU is always there. */
export async function deviceOffer(device: DeviceName, precision: Precision): Promise<DeviceOffer> {
  if (device === 'cpu') return { state: 'offered' }
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const child = fork(fileURLToPath(new URL('./deviceProbe.ts', import.meta.url)), [device, precision], {
    execArgv: ['--import', loader],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000)
  })
  return new Promise((resolve) => {
    // Both ends are this package.
    child.once('message', (offer) => {
      resolve(offer as DeviceOffer)
    })
    child.once('close', () => {
      resolve({ state: 'absent', why: said.trim() || 'it ended the process that tried it' })
    })
    child.once('error', (error) => {
      resolve({ state: 'absent', why: error.message })
    })
  })
}

/** The device of `auto`: a GPU whose provider runs here, else the CPU. A driver that only plays a GPU on the CPU is slower than the CPU, so without the hardware none is tried. */
export async function autoDevice(): Promise<DeviceName> {
  for (const device of hasGpu() ? (['cuda', 'webgpu'] as const) : []) {
    if ((await deviceOffer(device, 'float32')).state === 'offered') return device
  }
  return 'cpu'
}

function hasGpu(): boolean {
  if (process.platform === 'darwin') return process.arch === 'arm64'
  const isDriver = (name: string): boolean => /^(nvidia\d|dxg$)/.test(name)
  return process.platform === 'linux' && (existsSync('/dev/dri') || readdirSync('/dev').some(isDriver))
}
