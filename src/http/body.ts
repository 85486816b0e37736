/** Small bodies, read whole: JSON, and forms as browsers send them. Larger ones go to files (routes/ingesting.ts). */
import { problem } from '../problems.ts'
import type { Asked } from './route.ts'
import { refuseForged } from './session.ts'

export function tooLarge(limit: number) {
  return problem('body-too-large', `more than ${limit} bytes`, { extra: { limit }, headers: { Connection: 'close' } })
}

/** The body, of which at most `most` bytes are taken. */
async function whole({ body }: Asked<unknown>, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  // The request is not destroyed when it is left in the middle: the answer still has to go back on it.
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > most) throw tooLarge(most)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** A JSON body. */
export async function readJson(asked: Asked<unknown>, most: number): Promise<unknown> {
  const type = asked.headers['content-type'] ?? ''
  if (!/^application\/json\b/i.test(type)) {
    throw problem('unsupported-type', type === '' ? 'the request has no Content-Type' : `${type} is not read`, {
      extra: { accepted: ['application/json', 'application/x-www-form-urlencoded'] },
    })
  }
  try {
    return JSON.parse((await whole(asked, most)).toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) throw problem('bad-body', 'the body is not JSON')
    throw error
  }
}

/** A form, urlencoded or with files. One that a browser sent in somebody's name must have been made for them here. */
export async function readForm(asked: Asked<unknown>, most: number): Promise<FormData> {
  const bytes = await whole(asked, most)
  let form: FormData
  try {
    const type = asked.headers['content-type'] ?? ''
    form = (await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData()) as FormData
  } catch {
    throw problem('bad-body', 'the body is not a form')
  }
  refuseForged(asked, form)
  return form
}
