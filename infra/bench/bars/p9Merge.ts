import { routes } from '@polyphony/contract'
import { documentName, readOntologyDocument } from '@polyphony/document'
import type { Page } from 'playwright-core'
import { openBrowser, openWindow } from '../browser.ts'
import { figureOf, quantile } from '../figure.ts'
import { withProduct } from '../withProduct.ts'
import { openDocument } from '../workload/openDocument.ts'
import { addConversation, addLayers, makeStudy, type Study } from '../workload/study.ts'
import type { Bar } from './bar.ts'

const CONVERSATIONS = 100
const CODINGS = 10_000
const PEOPLE = 4
/** Windows of Chromium: the codebook and a desk, so many of each. */
const WINDOWS = 3
/** Programs that have the codebook open beside them. */
const PROGRAMS = 50
const MERGES_A_ROUND = 5
/** Between two acts, as people look at what they did: windows have counted anew by then. */
const PAUSE_MS = 500
/** Of the study's codes, all codings are of these two. */
const [GOES, STAYS] = ['code0000', 'code0001'] as const

/** Where a window shows the code that goes: a row of the codebook, or of the desk's list. */
const IN_CODEBOOK = `document.querySelector('[data-code="${GOES}"]')`
const ON_DESK = `[...document.querySelectorAll('[aria-labelledby="desk-codebook"] li button')].find(row => row.textContent.startsWith('Code 0'))`

/**
 * The moment (`Date.now()`) at which a window has painted that the code is there, or there no more. Looked at when
 * something comes or goes in the page, not in every frame: six windows that draw frames for nothing but this are work for
 * two processors.
 */
const whenPainted = (page: Page, row: string, there: boolean): Promise<number> =>
  page.evaluate(`new Promise((resolve, reject) => {
    const isSo = () => Boolean(${row}) === ${there}
    const inNextFrame = () => requestAnimationFrame(() => {
      const channel = new MessageChannel()
      channel.port1.onmessage = () => { resolve(Date.now()); channel.port1.close() }
      channel.port2.postMessage(null)
    })
    if (isSo()) return inNextFrame()
    const watching = new MutationObserver(() => {
      if (!isSo()) return
      watching.disconnect()
      clearTimeout(late)
      inNextFrame()
    })
    const late = setTimeout(() => { watching.disconnect(); reject(new Error('It was not shown.')) }, 30_000)
    watching.observe(document, { subtree: true, childList: true })
  })`)

type Opened = Awaited<ReturnType<typeof openDocument>>

/** The moment at which a program's copy of the codebook says that the code is merged, or is not any more. */
const whenKnown = ({ doc }: Opened, merged: boolean): Promise<number> =>
  new Promise(resolve => {
    const look = () => {
      if ((readOntologyDocument(doc).codes[GOES]?.status === 'merged') !== merged) return
      doc.off('afterTransaction', look)
      resolve(Date.now())
    }
    doc.on('afterTransaction', look)
  })

/** Codings as they were applied, for comparing. */
const listApplied = async ({ api, workspace }: Study): Promise<string[]> => {
  const all: string[] = []
  for (let after: string | undefined; ; ) {
    const page = await api.call(routes.listCodings, { params: { workspace }, query: { after } })
    all.push(...page.codings.map(one => `${one.conversation} ${one.member} ${one.highlight} ${one.applied}`))
    if (page.next === null) return all.sort()
    after = page.next
  }
}

/**
 * P9: two codes that are used 10,000 times in 100 conversations are merged, and the merge is taken back. Between the
 * request and the moment at which each open window has painted it: six of Chromium (three codebooks, three desks) beside
 * fifty programs that hold the codebook, all on the machine that serves them. That it is one write: one revision, and no
 * coding is altered.
 */
export const p9Merge: Bar = ({ rounds, print, say }) =>
  withProduct(async server => {
    say(`P9: making ${CONVERSATIONS} conversations with ${CODINGS} codings`)
    const study = await makeStudy(server, PEOPLE)
    const { api, workspace, url } = study
    const params = { workspace }
    const conversations: string[] = []
    for (let i = 0; i < CONVERSATIONS; i++) {
      const size = { words: 400, turns: 12, seconds: 180 }
      const conversation = await addConversation(study, { title: `Talk ${i}`, size })
      await addLayers(
        { ...study, codes: [GOES, STAYS] },
        conversation,
        study.analysts,
        CODINGS / CONVERSATIONS,
      )
      conversations.push(conversation)
    }
    let before = await listApplied(study)
    // The last layers are being taken into the list.
    for (const until = Date.now() + 60_000; before.length < CODINGS && Date.now() < until; )
      before = await listApplied(study)
    say(`P9: ${before.length} codings; opening ${2 * WINDOWS} windows and ${PROGRAMS} programs`)

    const browser = await openBrowser()
    const programs: Opened[] = []
    try {
      const name = documentName({ kind: 'ontology', workspace })
      const tokens = study.analysts.map(({ token }) => token)
      for (let i = 0; i < PROGRAMS; i++)
        programs.push(await openDocument(url, name, tokens[i % tokens.length]!))
      const windows: { page: Page; row: string }[] = []
      for (let i = 0; i < WINDOWS; i++)
        for (const [path, row] of [
          ['codebook', IN_CODEBOOK],
          [`conversations/${conversations[i]}`, ON_DESK],
        ] as const) {
          // Pages of one context are tabs to Chromium, and of those behind it now and then paints none for a second.
          const page = await (await openWindow(browser, url)).newPage()
          await page.goto(`${url}/w/${workspace}/${path}`)
          await whenPainted(page, row, true)
          windows.push({ page, row })
        }

      const byKind = { codebooks: [] as number[], desks: [] as number[] }
      const painted = { merge: [] as number[], undo: [] as number[] }
      const known = { merge: [] as number[], undo: [] as number[] }
      const answered = { merge: [] as number[], undo: [] as number[] }
      const revisions: number[] = []
      /** Does something, and takes the time until everybody has it. */
      const take = async (
        act: 'merge' | 'undo',
        work: () => Promise<{ revisions: { number: number }[] }>,
      ) => {
        await new Promise(resolve => setTimeout(resolve, PAUSE_MS))
        const gone = act === 'merge'
        const seen = Promise.all(windows.map(({ page, row }) => whenPainted(page, row, !gone)))
        const heard = Promise.all(programs.map(program => whenKnown(program, gone)))
        const from = Date.now()
        const answer = await work()
        answered[act].push(Date.now() - from)
        revisions.push(answer.revisions.length)
        const took = (await seen).map(at => at - from)
        painted[act].push(...took)
        for (const [i, ms] of took.entries()) byKind[i % 2 === 0 ? 'codebooks' : 'desks'].push(ms)
        known[act].push(...(await heard).map(at => at - from))
        return answer.revisions.at(-1)!.number
      }
      const p95 = { merge: [] as number[], undo: [] as number[] }
      const heard95 = { merge: [] as number[], undo: [] as number[] }
      // The first round warms up and is not counted.
      for (let round = -1; round < rounds; round++) {
        for (const act of ['merge', 'undo'] as const) {
          painted[act] = []
          known[act] = []
        }
        for (let i = 0; i < MERGES_A_ROUND; i++) {
          const number = await take('merge', () =>
            api.call(routes.applyOperations, {
              params,
              body: { operations: [{ type: 'merge', ids: [GOES], into: STAYS, reason: 'One idea.' }] },
            }),
          )
          await take('undo', () =>
            api.call(routes.revertRevision, { params: { workspace, revision: number } }),
          )
        }
        if (round < 0) continue
        for (const act of ['merge', 'undo'] as const) {
          p95[act].push(quantile(painted[act], 0.95))
          heard95[act].push(quantile(known[act], 0.95))
        }
        say(`P9: merge painted p95 ${p95.merge.at(-1)} ms, undo ${p95.undo.at(-1)} ms`)
      }
      const after = await listApplied(study)
      const altered = after.filter((coding, i) => coding !== before[i]).length + before.length - after.length
      print(figureOf('P9', 'a merge is painted in every open window, p95', p95.merge, 'ms', 200))
      print(figureOf('P9', 'its undo is painted in every open window, p95', p95.undo, 'ms', 200))
      for (const kind of ['codebooks', 'desks'] as const)
        print(figureOf('P9', `painted in ${kind}, merges and undos`, byKind[kind], 'ms'))
      print(figureOf('P9', 'a merge is known to programs that hold the codebook, p95', heard95.merge, 'ms'))
      print(figureOf('P9', 'its undo is known to them, p95', heard95.undo, 'ms'))
      print(figureOf('P9', 'the answer to whoever merges', answered.merge, 'ms'))
      print(figureOf('P9', 'revisions written by a merge, and by its undo', revisions, 'revisions', 1))
      print(figureOf('P9', `codings altered, of ${before.length}`, [altered], 'codings', 0))
    } finally {
      for (const program of programs) program.close()
      await browser.close()
    }
  })
