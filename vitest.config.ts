import { defineConfig } from 'vitest/config'

// Two cores are what a laptop and a build machine surely have: more workers only make the tests wait for each other.
const maxWorkers = 2
/**
 * A test that a busy build machine starved of its processor gets a second try there; the end of the run names it and says
 * what failed. A person's machine gives none.
 */
const retry = process.env.CI ? 1 : 0

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
          retry,
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
          retry,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
