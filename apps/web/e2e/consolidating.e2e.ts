import type { CodingRecord } from '@polyphony/contract'
import { type Ontology, resolveCode } from '@polyphony/ontology'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { checkAccessibility } from './support/checkAccessibility.ts'
import { codeWords, deskReady, dragOver, expectNoErrors, palette, saved } from './support/deskActions.ts'
import type { Person, Study } from './support/setUpStudy.ts'
import type { App } from './support/startApp.ts'
import { useStudy } from './support/useStudy.ts'
import { eventually, see, seeNoMore } from './support/waiting.ts'

describe('consolidating the codebook', () => {
  let app: App
  let study: Study
  let lea: Person
  let mira: Person
  let ines: Person
  useStudy(async made => {
    ;({ app, study } = made)
    lea = await study.join('Lea Lind', 'lead')
    mira = await study.join('Mira Sand', 'analyst')
    ines = await study.join('Ines Vale', 'analyst')
  })

  /** A row of the tree; its name begins with the code's. */
  const code = (page: Page, name: string): Locator =>
    page.getByRole('treeitem', { name: new RegExp(`^${name} ?(proposed)? ?([\\d,]+ codings?.*)?$`) })
  const counted = async (page: Page, name: string): Promise<number> =>
    Number((await code(page, name).textContent())?.match(/ (\d+) codings?/)?.[1] ?? 0)
  const read = async <T>(page: Page, path: string): Promise<T> =>
    (await page.request.get(`${app.url}/api/workspaces/${study.workspace}${path}`)).json() as Promise<T>
  /** How many codings there are, how many of them count as a code that is in use, and for each code how many. */
  const tally = async (page: Page) => {
    const [{ codings }, ontology] = await Promise.all([
      read<{ codings: CodingRecord[] }>(page, '/codings'),
      read<Ontology>(page, '/ontology'),
    ])
    const by = new Map<string, number>()
    let counting = 0
    for (const { codes } of codings) {
      const living = new Set(codes.flatMap(id => resolveCode(ontology, id)?.name ?? []))
      if (living.size > 0) counting++
      for (const name of living) by.set(name, (by.get(name) ?? 0) + 1)
    }
    return { all: codings.length, counting, of: (name: string) => by.get(name) ?? 0 }
  }
  const rows = (page: Page): Locator =>
    page.getByRole('region', { name: 'Excerpts to sort' }).getByRole('article')
  const openMerge = async (page: Page, goes: string, into: string) => {
    await code(page, goes).click()
    await page.getByRole('button', { name: 'Merge into…' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog
      .getByRole('combobox')
      .or(dialog.getByLabel('Choose the code to merge it with'))
      .first()
      .fill(into)
    await page.getByRole('option', { name: into }).click()
    const stays = dialog.getByRole('radio', { name: `Stays: ${into}` })
    await stays.check({ force: true })
    return dialog.getByRole('button', { name: 'Merge', exact: true })
  }

  it('two leads and two analysts do it at once, and no coding is lost', async () => {
    const codebook = `/w/${study.workspace}/codebook`
    const [ada, other, first, second] = await Promise.all([
      study.open(study.owner, codebook),
      study.open(lea, codebook),
      study.open(mira, study.desk),
      study.open(ines, study.desk),
    ])
    await Promise.all([
      see(code(ada.page, 'Belonging')),
      see(code(other.page, 'Belonging')),
      deskReady(first.page),
      deskReady(second.page),
    ])
    const before = await tally(ada.page)
    expect(before.counting).toBe(before.all)

    // An analyst names something new at the desk, and uses it at once.
    await dragOver(first.page, 'Nobody organised it')
    await first.page.keyboard.press('h')
    await palette(first.page).fill('Without being asked to')
    await see(first.page.getByRole('option', { name: /Without being asked to/ }))
    await palette(first.page).press('Enter')
    await see(first.page.getByRole('option', { name: 'Without being asked to' }).getByLabel('applied'))
    await first.page.keyboard.press('Escape')
    await saved(first.page)

    // A lead sees it among the proposals, with its use, and adopts it; the analyst is told at the desk.
    await ada.page.getByRole('link', { name: 'Proposals' }).click()
    const proposal = ada.page.getByRole('listitem').filter({ hasText: 'Without being asked to' })
    await see(proposal.getByText('Mira Sand'))
    await see(proposal.getByText('1 coding by 1 person in 1 conversation'))
    await checkAccessibility(ada.page, 'proposals')
    await proposal.getByRole('button', { name: 'Adopt “Without being asked to”' }).click()
    await see(ada.page.getByText('No open proposals'))
    await first.page.getByRole('button', { name: 'Inbox, 1 unread' }).click()
    await see(first.page.getByRole('link', { name: 'Ada Moreau adopted your code “Without being asked to”' }))
    await first.page.keyboard.press('Escape')
    await ada.page.getByRole('link', { name: 'Codes', exact: true }).click()

    // Two leads merge the same codes in opposite directions at once, while the other analyst codes with one of them.
    const [one, two] = ['Heard at last', 'An answer owed']
    const pressed = await Promise.all([
      openMerge(ada.page, one!, two!),
      openMerge(other.page, two!, one!),
      codeWords(second.page, 'I would like that on the record', one!),
    ])
    await Promise.all([pressed[0].click(), pressed[1].click()])
    // One history: one of them is told that it has happened already, the other way round.
    const told = (page: Page) => page.getByRole('alert').filter({ hasText: 'merged' }).count()
    await eventually(async () => (await told(ada.page)) + (await told(other.page))).toBe(1)
    const loser = (await told(ada.page)) === 1 ? ada.page : other.page
    await loser.keyboard.press('Escape')
    const together = before.of(one!) + before.of(two!) + 1
    const stays = loser === ada.page ? one! : two!
    const goes = loser === ada.page ? two! : one!
    for (const { page } of [ada, other]) {
      await seeNoMore(code(page, goes))
      await eventually(() => counted(page, stays)).toBe(together)
    }

    // A lead splits a code; both leads sort its excerpts at once, while coding goes on.
    const [old, chosen, kept] = ['Outside looking in', 'Outside by choice', 'Kept outside']
    const excerpts = before.of(old!)
    await code(ada.page, old!).click()
    await ada.page.getByRole('link', { name: 'Split…' }).click()
    for (const [i, name] of [chosen!, kept!].entries())
      await ada.page
        .getByRole('group', { name: `New code ${i + 1}` })
        .getByLabel('Name')
        .fill(name)
    // One of the codes that are there already takes some of it, too.
    await ada.page.getByRole('textbox', { name: 'Or a code that is there already' }).fill('rules on one')
    await ada.page.getByRole('option', { name: /^Rules on one page/ }).click()
    await see(
      ada.page.getByRole('list', { name: 'Codes that are there already' }).getByText('Rules on one page'),
    )
    await ada.page.getByLabel('Why?').fill('Some stay outside because they like it there.')
    await ada.page.getByRole('button', { name: 'Split', exact: true }).click()
    await see(ada.page.getByText(`0 of ${excerpts} assigned`))
    await code(other.page, old!).click()
    await other.page.getByRole('link', { name: 'Sort its excerpts' }).click()
    await see(other.page.getByText(`0 of ${excerpts} assigned`))
    await codeWords(second.page, 'I really wrote them down', old!)
    const sorted = excerpts + 1
    for (const { page } of [ada, other]) await see(page.getByText(`0 of ${sorted} assigned`))

    // Each sees at once what the other assigns, and where they are; what both want is decided by the last one.
    await rows(ada.page).first().focus()
    await see(rows(other.page).first().getByRole('img', { name: 'Ada Moreau' }))
    await see(other.page.getByRole('button', { name: 'Go to where Ada Moreau is' }))
    await ada.page.keyboard.press('1')
    await see(other.page.getByText(`1 of ${sorted} assigned`))
    await see(rows(other.page).first().getByText('assigned by Ada Moreau'))
    await rows(other.page).first().focus()
    await other.page.keyboard.press('2')
    await see(rows(ada.page).first().getByText('assigned by Lea Lind'))
    await see(rows(ada.page).first().getByText(`before, you: “${chosen}”`))
    await other.page.keyboard.press('Control+z')
    await see(other.page.getByText(/^Taken back: ‘Kept outside’ for “/))
    await see(rows(ada.page).first().getByText('assigned by you'))

    await rows(other.page).last().focus()
    await other.page.keyboard.press('2')
    await see(ada.page.getByText(`2 of ${sorted} assigned`))
    // The rest at once, by one of them.
    await rows(ada.page).nth(1).focus()
    for (let i = 1; i < sorted - 1; i++) {
      await rows(ada.page).nth(i).focus()
      await ada.page.keyboard.press('x')
    }
    await see(ada.page.getByText(`${sorted - 2} excerpts chosen`))
    await ada.page.keyboard.press('2')
    for (const { page } of [ada, other]) await see(page.getByText(`${sorted} of ${sorted} assigned`))
    await checkAccessibility(ada.page, 'sorting')
    await saved(ada.page)
    await ada.page.getByRole('button', { name: `Retire “${old}”…` }).click()
    await ada.page.getByRole('dialog').getByRole('button', { name: 'Retire' }).click()
    await see(other.page.getByText(`“${old}” is retired`))

    // At the desk, the coding counts as what it was assigned to, and its card says what was applied and who decided.
    await see(
      second.page.getByText(new RegExp(`^Applied as “${old}”; .* decided that it counts as “${kept}”\\.$`)),
    )

    // No coding is lost: all there were and those made meanwhile count, each as a code that is in use.
    await eventually(async () => (await tally(ada.page)).all).toBe(before.all + 3)
    await eventually(async () => (await tally(ada.page)).of(kept!)).toBe(sorted - 1)
    const after = await tally(ada.page)
    expect(after.counting).toBe(after.all)
    expect(after.of(chosen!)).toBe(1)
    expect(after.of(old!)).toBe(0)
    expect(after.of(stays)).toBe(together)
    expect(after.of('Without being asked to')).toBe(1)

    // The merge is taken back, after all that was done since.
    await ada.page.getByRole('link', { name: 'History', exact: true }).click()
    await ada.page.getByRole('button', { name: `Take back: merged “${goes}” into “${stays}”` }).click()
    await ada.page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click()
    await seeNoMore(ada.page.getByRole('dialog'))
    await eventually(async () => (await tally(ada.page)).of(one!)).toBe(before.of(one!) + 1)
    const apart = await tally(ada.page)
    expect([apart.of(two!), apart.counting]).toEqual([before.of(two!), after.all])
    expectNoErrors(ada, other, first, second)
  })

  it('a split is taken back and nothing is lost by it; a code goes over into the guide and back', async () => {
    const codebook = `/w/${study.workspace}/codebook`
    const ada = await study.open(study.owner, codebook)
    const { page } = ada
    const name = 'Unwritten rules'
    const before = await tally(page)
    await code(page, name).click()
    await page.getByRole('link', { name: 'Split…' }).click()
    for (const [i, part] of ['Rules nobody says', 'Rules one learns late'].entries())
      await page
        .getByRole('group', { name: `New code ${i + 1}` })
        .getByLabel('Name')
        .fill(part)
    await page.getByLabel('Why?').fill('Learned late is another matter.')
    await page.getByRole('button', { name: 'Split', exact: true }).click()
    await rows(page).first().focus()
    await page.keyboard.press('1')
    await see(page.getByText(`1 of ${before.of(name)} assigned`))
    await saved(page)
    await eventually(async () => (await tally(page)).of('Rules nobody says')).toBe(1)

    await page.getByRole('link', { name: 'History', exact: true }).click()
    await page.getByRole('button', { name: new RegExp(`^Take back: split “${name}”`) }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click()
    await eventually(async () => (await tally(page)).of(name)).toBe(before.of(name))
    expect((await tally(page)).counting).toBe(before.counting)

    await page.getByRole('link', { name: 'Codes', exact: true }).click()
    const guide = page.getByRole('tree', { name: 'Conversation guide' })
    await code(page, name).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Make it a section of the guide' }).click()
    await see(guide.getByRole('treeitem', { name: new RegExp(`^${name}`) }))
    await code(page, name).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Make it a theme' }).click()
    await seeNoMore(guide.getByRole('treeitem', { name: new RegExp(`^${name}`) }))
    await see(code(page, name))
    expectNoErrors(ada)
  })
})
