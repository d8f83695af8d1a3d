// The samples of the documentation, run against a Foyer that is configured as the SDK's page shows it.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Foyer } from '@foyer/sdk'
import { createFoyer, type FoyerConfig, type Served, serve } from '@foyer/server'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { extractSamples } from '../tools/extract-samples.mjs'
import { findFreePort } from './harness/find-free-port.ts'

const ROOT = join(import.meta.dirname, '..')
/** Inside this folder, because samples import what is installed here. */
const FOLDER = join(import.meta.dirname, '.cache/run')

/** In the order of a reader who enters people before changing them. What is not named runs as it stands. */
const pages: Record<string, { first?: (text: string) => boolean; elsewhere?: Record<string, string> }> = {
  'docs/guide/sdk.md': { first: (text) => text.includes('users.upsert(') },
  'docs/guide/embedding.md': { elsewhere: { "from '@foyer/sdk/browser'": 'needs a page; examples/plain-html is one' } },
  'docs/guide/operations.md': { elsewhere: { "from './foyer.config.ts'": 'needs the mail server and the certificates that it names' } },
  'docs/guide/hand-over.md': {},
  'README.md': {},
}

describe('the samples of', () => {
  let data: string
  let served: Served
  beforeAll(async () => {
    rmSync(FOLDER, { recursive: true, force: true })
    data = mkdtempSync(join(tmpdir(), 'foyer-samples-'))
    const config = await loadConfig()
    const port = await findFreePort()
    const foyer = await createFoyer({ ...config, url: `http://localhost:${port}`, dataDirectory: data })
    served = await serve(foyer, { port })
    vi.stubEnv('FOYER_URL', foyer.url)
    vi.stubEnv('FOYER_API_KEY', foyer.demoApiKey ?? '')
    vi.stubEnv('MAILGUN_API_KEY', 'key-of-the-sample')
    vi.spyOn(console, 'log').mockImplementation(() => {})
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    vi.restoreAllMocks()
    await served?.close()
    if (data) rmSync(data, { recursive: true, force: true })
  })

  async function loadConfig(): Promise<FoyerConfig> {
    const path = writeSamples('docs/guide/sdk.md').find(({ name }) => name === 'foyer.config.ts')?.path ?? ''
    return ((await import(pathToFileURL(path).href)) as { default: FoyerConfig }).default
  }

  it.each(Object.entries(pages))('%s run', async (page, { first, elsewhere = {} }) => {
    const samples = writeSamples(page).sort((a, b) => Number(first?.(b.text) ?? false) - Number(first?.(a.text) ?? false))
    const left = samples.filter(({ text }) => Object.keys(elsewhere).some((part) => text.includes(part)))
    for (const { path } of samples.filter((sample) => !left.includes(sample))) await import(pathToFileURL(path).href)
    expect(left).toHaveLength(Object.keys(elsewhere).length)
    expect(samples.length).toBeGreaterThan(left.length)
  })

  it('the SDK did what they say', async () => {
    const foyer = new Foyer()
    expect(await foyer.users.get({ externalId: 'P-1001' })).toMatchObject({
      status: 'invited',
      email: 'new@example.com',
      lastName: 'Weber',
      fields: { shirtSize: 'M' },
    })
    expect(await foyer.users.get({ email: 'mia@example.com' })).toMatchObject({ status: 'invited', firstName: 'Mia' })
  })
})

function writeSamples(page: string) {
  return extractSamples(readFileSync(join(ROOT, page), 'utf8')).map((sample) => {
    const path = join(FOLDER, page, sample.name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, sample.text)
    return { ...sample, path }
  })
}
