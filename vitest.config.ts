import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'
import { kshot } from './harness/vitest/plugin.ts'

/** Tasks that no study asks yet. */
const unasked = existsSync(new URL('suites/study/study.yaml', import.meta.url)) ? [] : ['suites/study/**']

export default defineConfig({
  test: {
    // A project takes this from the root, whatever its plugins say.
    experimental: { fsModuleCache: true },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{harness,reporters,fixtures}/**/*.test.ts'],
          testTimeout: 60_000,
          // Vitest leaves one core free, which is half of two.
          maxWorkers: Math.max(2, availableParallelism() - 1),
        },
      },
      {
        plugins: [kshot()],
        test: {
          name: 'suites',
          include: ['suites/**/*.{task,hypothesis,gate,property}.yaml'],
          exclude: [...configDefaults.exclude, ...unasked],
        },
      },
    ],
  },
})
