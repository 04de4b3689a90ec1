import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'
import { kshot } from './harness/vitest/plugin.ts'

/** Suites that run when a command names them: the first wants data that is not here, the second has no study yet. */
const unnamed = ['suites/paper', 'suites/study'].filter((folder) => !process.argv.some((word) => word.includes(folder)))

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
          include: ['suites/**/*.{task,hypothesis,gate}.yaml'],
          exclude: [...configDefaults.exclude, ...unnamed.map((folder) => `${folder}/**`)],
        },
      },
    ],
  },
})
