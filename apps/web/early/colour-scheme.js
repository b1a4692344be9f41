// Chooses the colour scheme before the first paint. A file of its own, so that no inline script has to be allowed.
;(() => {
  let wanted = 'auto'
  try {
    wanted = localStorage.getItem('polyphony-colour-scheme') || 'auto'
  } catch {
    // Storage may be closed to us: the system's choice stands.
  }
  const dark = wanted === 'dark' || (wanted !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
