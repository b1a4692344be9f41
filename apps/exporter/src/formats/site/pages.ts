import type { CommunityExcerpt, CommunityFinding, CommunityTheme } from '../../communityFindings.ts'
import { escapeHtml, richTextToHtml } from './html.ts'

/** Name of an excerpt's clip inside the site. */
export const clipPath = (excerpt: CommunityExcerpt): string => `clips/${excerpt.id}.mp3`
export const pagePath = (finding: CommunityFinding): string => `${finding.slug}.html`
const pageAddress = (finding: CommunityFinding): string => encodeURI(pagePath(finding))

const layout = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="style.css">
</head>
<body>
${body}
</body>
</html>
`

const themeList = (themes: readonly CommunityTheme[]): string =>
  themes.length === 0
    ? ''
    : `<ul class="themes" aria-label="Themes">${themes
        .map(
          theme =>
            `<li><svg viewBox="0 0 10 10" aria-hidden="true"><rect width="10" height="10" rx="2" fill="${escapeHtml(theme.colour)}"/></svg>${escapeHtml(theme.name)}</li>`,
        )
        .join('')}</ul>`

const excerptFigure = (excerpt: CommunityExcerpt, number: number): string => `<figure id="excerpt-${number}">
<blockquote>
${excerpt.turns.map(turn => `<p><cite>${escapeHtml(turn.speaker)}</cite> ${escapeHtml(turn.text)}</p>`).join('\n')}
</blockquote>
<figcaption>
${excerpt.seconds === null ? '' : `<audio controls preload="metadata" src="${clipPath(excerpt)}" aria-label="Excerpt ${number}, read or listen"></audio>`}
${themeList(excerpt.themes)}
</figcaption>
</figure>`

/** The page of one finding. */
export const findingPage = (workspace: string, finding: CommunityFinding): string =>
  layout(
    `${finding.title} · ${workspace}`,
    `<header><a href="index.html">${escapeHtml(workspace)}</a></header>
<main>
<h1>${escapeHtml(finding.title)}</h1>
${themeList(finding.themes)}
<section class="narrative" aria-label="Narrative">
${richTextToHtml(finding.narrative)}
</section>
${
  finding.excerpts.length === 0
    ? ''
    : `<section aria-labelledby="voices">
<h2 id="voices">In their words</h2>
${finding.excerpts.map((excerpt, index) => excerptFigure(excerpt, index + 1)).join('\n')}
</section>`
}
</main>
<footer><p>Names are pseudonyms. Every excerpt is shared with the consent of those who speak for its group.</p></footer>`,
  )

/** The page that lists the findings. */
export const indexPage = (workspace: string, findings: readonly CommunityFinding[]): string =>
  layout(
    workspace,
    `<main>
<h1>${escapeHtml(workspace)}</h1>
<p class="lead">What people said in recorded conversations, and what was heard in them.</p>
<ol class="findings">
${findings
  .map(
    finding => `<li>
<h2><a href="${pageAddress(finding)}">${escapeHtml(finding.title)}</a></h2>
${themeList(finding.themes)}
<p>${finding.excerpts.length === 1 ? '1 excerpt' : `${finding.excerpts.length} excerpts`}</p>
</li>`,
  )
  .join('\n')}
</ol>
</main>
<footer><p>Names are pseudonyms.</p></footer>`,
  )

export const STYLE = `:root { color-scheme: light dark; --paper: #fcfaf6; --ink: #22201c; --quiet: #66625a; --line: #ddd8cd; --accent: #2c5a8c }
@media (prefers-color-scheme: dark) { :root { --paper: #17171a; --ink: #eceae4; --quiet: #a8a49a; --line: #3a3a40; --accent: #9cc4f0 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.125rem/1.6 Georgia, 'Source Serif 4', 'DejaVu Serif', serif }
header, main, footer { max-width: 42rem; margin: 0 auto; padding: 1.5rem }
header a, footer, .themes, .lead, figcaption, cite { font-family: system-ui, 'DejaVu Sans', sans-serif }
header a, footer, .lead { color: var(--quiet); font-size: .9rem }
h1 { font-size: 2rem; line-height: 1.2; margin: .5rem 0 1rem; text-wrap: balance }
h2 { font-size: 1.35rem; line-height: 1.3; margin: 2.5rem 0 1rem }
a { color: var(--accent) }
a:focus-visible, audio:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.findings { list-style: none; padding: 0 }
.findings > li { border-top: 1px solid var(--line); padding: 1rem 0 }
.findings h2 { margin: 0 0 .5rem }
.findings p { color: var(--quiet); margin: .25rem 0; font-size: .9rem; font-family: system-ui, sans-serif }
.themes { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; margin: .5rem 0; padding: 0; font-size: .85rem; color: var(--quiet) }
.themes li { display: flex; align-items: center; gap: .4rem }
.themes svg { width: .75rem; height: .75rem }
figure { margin: 0 0 2rem; border-top: 1px solid var(--line); padding-top: 1rem }
figure blockquote { margin: 0 }
figure blockquote p { margin: .5rem 0 }
cite { display: block; font-style: normal; font-weight: 600; font-size: .85rem }
audio { width: 100%; margin-top: .5rem }
.narrative blockquote { border-left: 3px solid var(--line); margin-left: 0; padding-left: 1rem; color: var(--quiet) }
.narrative pre { overflow-x: auto }
@media print { audio { display: none } }
`
