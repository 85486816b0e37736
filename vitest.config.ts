import { defineConfig } from 'vitest/config'

const project = (name: string, extra: object = {}) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], testTimeout: 60_000, hookTimeout: 240_000, ...extra },
})

/** unit: pure functions; store: the conformance suite on each real store; http: a real server on port 0; web: a real browser. */
export default defineConfig({
  test: { projects: [project('unit'), project('store'), project('http'), project('web', { fileParallelism: false })] },
})
