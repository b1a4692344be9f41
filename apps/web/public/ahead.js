// Asks for what the page at this address needs while the program is still on its way; src/api/askedAhead.ts hands the
// answers out. A file of its own, so that no inline script has to be allowed.
;(() => {
  const session = fetch('/api/session')
  const answers = new Map([['/api/session', session]])
  window.polyphonyAhead = answers
  session.catch(() => {})
  const desk = /^\/w\/[^/]+\/conversations\/(\w+)$/.exec(location.pathname)
  if (!desk) return
  for (const href of document.querySelector('meta[name="desk-program"]')?.content.split(' ') ?? []) {
    const link = document.createElement('link')
    link.rel = 'modulepreload'
    link.href = href
    document.head.append(link)
  }
  // Nothing is asked of the server that it would refuse to somebody who is not signed in.
  const signedIn = session
    .then(response => response.clone().json())
    .then(({ user }) => user || Promise.reject(new Error('Nobody is signed in.')))
  for (const path of ['', '/documents?part=text', '/documents?part=layers', '/words', '/layers']) {
    const url = `/api/conversations/${desk[1]}${path}`
    const answer = signedIn.then(() => fetch(url))
    answer.catch(() => {})
    answers.set(url, answer)
  }
})()
