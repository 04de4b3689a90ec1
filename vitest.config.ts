import { defineConfig } from 'vitest/config'
import { kshot } from './harness/vitest/plugin.ts'

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
        },
      },
      { plugins: [kshot()], test: { name: 'suites', include: ['suites/**/*.{task,hypothesis,gate}.yaml'] } },
    ],
  },
})
