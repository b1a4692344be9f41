// Asks for what the page at this address needs while the program is still on its way; src/api/askedAhead.ts hands the
// answers out. A file of its own, so that no inline script has to be allowed.
;(() => {
  const SESSION = '/api/session'
  const SIGNED_IN = 'polyphony-signed-in'
  const named = name => document.querySelector(`meta[name="${name}"]`)?.content.split(' ') ?? []
  const link = (href, attributes) =>
    document.head.append(Object.assign(document.createElement('link'), attributes, { href }))
  /** Whether somebody was signed in here the last time a page was opened; storage may be closed to us. */
  const remembered = () => {
    try {
      return localStorage.getItem(SIGNED_IN) !== null
    } catch {
      return false
    }
  }
  const remember = user => {
    try {
      if (user) localStorage.setItem(SIGNED_IN, '')
      else localStorage.removeItem(SIGNED_IN)
    } catch {
      // Then everything is asked for a moment later.
    }
  }

  const answers = new Map()
  window.polyphonyAhead = answers
  const ask = (url, after) => {
    const answer = after ? after.then(() => fetch(url)) : fetch(url)
    answer.catch(() => {})
    answers.set(url, answer)
    return answer
  }

  const session = ask(SESSION)
  const signedIn = session
    .then(response => response.clone().json())
    .then(({ user }) => {
      remember(user)
      if (user) return
      // What was refused is no answer for whoever signs in now.
      for (const url of [...answers.keys()]) if (url !== SESSION) answers.delete(url)
      throw new Error('Nobody is signed in.')
    })
  signedIn.catch(() => {})

  const desk = /^\/w\/([^/]+)\/conversations\/(\w+)$/.exec(location.pathname)
  if (!desk) {
    // The desk's program is what takes longest to come: it is there before anybody goes to a desk.
    const fetchProgram = () => {
      if (navigator.connection?.saveData) return
      for (const href of named('desk-program')) link(href, { rel: 'prefetch', as: 'script', crossOrigin: '' })
      for (const href of named('desk-styles')) link(href, { rel: 'prefetch', as: 'style', crossOrigin: '' })
    }
    addEventListener('load', () => (window.requestIdleCallback ?? setTimeout)(fetchProgram), { once: true })
    return
  }

  for (const href of named('desk-program')) link(href, { rel: 'modulepreload', crossOrigin: '' })
  for (const href of named('desk-styles')) link(href, { rel: 'preload', as: 'style', crossOrigin: '' })
  // Nothing is asked of the server that it would most likely refuse.
  const allowed = remembered() ? undefined : signedIn
  const [, workspace, id] = desk
  const conversation = `/api/conversations/${id}`
  ask(conversation, allowed)
  ask(`/api/workspaces/${workspace}/members?former=true`, allowed)
  ask(`${conversation}/layers`, allowed)
  const text = ask(`${conversation}/documents?part=text`, allowed)
  // The text comes first: what is larger waits until it is here, and so does not take the server's time from it.
  const afterText = Promise.allSettled([text]).then(() => signedIn)
  for (const path of ['/peaks', '/words', '/documents?part=layers']) ask(conversation + path, afterText)
})()
