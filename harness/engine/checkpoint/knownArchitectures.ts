import type { Architecture } from './architecture.ts'
import { gemmaFamily } from './gemmaFamily.ts'
import { gptFamily } from './gptFamily.ts'
import { llamaFamily } from './llamaFamily.ts'

/** Every family of checkpoints the engine reads. */
export const knownArchitectures: readonly Architecture[] = [...llamaFamily, ...gemmaFamily, ...gptFamily]
