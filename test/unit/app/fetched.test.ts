/** Web addresses that are given together: each page is its own document. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fetched } from '../../../src/fetch/addresses.ts'

test('several pages of one kind do not take each other’s place', async () => {
  const server = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/plain').end(`The page ${request.url}.`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const folder = mkdtempSync(join(tmpdir(), 'claimthread-fetched-'))
  try {
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const inputs = await fetched([`${base}/a`, `${base}/b`], folder, undefined)
    expect(inputs.map(({ address, name }) => [name, readFileSync(address, 'utf8')])).toEqual([
      [`${base}/a`, 'The page /a.'],
      [`${base}/b`, 'The page /b.'],
    ])
  } finally {
    server.closeAllConnections()
    server.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
