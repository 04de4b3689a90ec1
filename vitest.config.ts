import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['{harness,reporters,fixtures}/**/*.test.ts'], testTimeout: 60_000 },
})
