import { type DeviceName, devices } from '../engine/session/device.ts'
import { type DeviceOffer, deviceOffer } from '../engine/session/deviceOffer.ts'
import { SuiteError } from '../suite/problem.ts'
import { problemIn } from '../suite/readYaml.ts'
import type { Study } from '../suite/study.ts'

/** Throws a SuiteError, at the word `device`, where a study wants a device that does not run here. A device is tried once. */
export function deviceCheck(tryDevice = deviceOffer): (study: Study) => Promise<void> {
  const tried = new Map<string, Promise<DeviceOffer>>()
  const offer = (device: DeviceName, precision: Study['precision']): Promise<DeviceOffer> => {
    const key = `${device} ${precision}`
    const known = tried.get(key) ?? tryDevice(device, precision)
    tried.set(key, known)
    return known
  }
  return async ({ device, precision, file }) => {
    if (device === 'auto') return
    const result = await offer(device, precision)
    if (result.state === 'offered') return
    const names = Object.keys(devices) as DeviceName[]
    const offers = await Promise.all(
      names.map(async (name) => ((await offer(name, 'float32')).state === 'offered' ? [name] : [])),
    )
    const problem = problemIn(file, ['device'], {
      what: `does not run on this machine${precision === 'float16' ? ' in 16-bit floats' : ''}`,
      expected: `auto, ${offers.flat().join(', ')}`,
      found: `${device}: ${lastLine(result.why)}`,
      todo: `${remedies[device]} Or write \`device: auto\`.`,
    })
    throw new SuiteError([problem])
  }
}

/** What a device needs that the packages of this project do not bring. */
const remedies: Record<DeviceName, string> = {
  cpu: 'Reinstall onnxruntime-node.',
  cuda: 'On Linux x64 with an NVIDIA GPU, CUDA 12 and cuDNN 9, run `npm rebuild onnxruntime-node --ignore-scripts=false`.',
  webgpu: 'On Linux x64, install the Vulkan loader (libvulkan1) and the driver of the GPU.',
  coreml: 'CoreML is there on macOS only.',
  dml: 'DirectML is there on Windows only.',
}

/** The runtime puts where its source lies before what went wrong. */
function lastLine(why: string): string {
  const line = why.trim().split('\n').at(-1) ?? ''
  return line.replace(/^.* was false\. /, '').replace(/^\S+: (?=Failed)/, '')
}
