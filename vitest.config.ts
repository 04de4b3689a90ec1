import { defineConfig } from 'vitest/config'
import { kshot } from './harness/vitest/plugin.ts'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{harness,reporters,fixtures}/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      { plugins: [kshot()], test: { name: 'suites', include: ['suites/**/*.{task,hypothesis}.yaml'] } },
    ],
  },
})
