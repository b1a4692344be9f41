import { defineConfig } from 'vitest/config'

// Two cores are what a laptop and a build machine surely have: more workers only make the tests wait for each other.
const maxWorkers = 2

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'packages/*/src/**/*.test.ts',
            'apps/*/src/**/*.test.{ts,tsx}',
            'apps/server/demo/**/*.test.ts',
            'infra/**/*.test.ts',
          ],
          pool: 'forks',
          maxWorkers,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['apps/web/e2e/**/*.e2e.ts'],
          pool: 'forks',
          fileParallelism: false,
          // A browser starved of its processor by a busy build machine gets a second try; a person's machine gets none.
          retry: process.env.CI ? 1 : 0,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
