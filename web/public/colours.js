// Runs before the first paint, so that nobody who chose dark is flashed at; src/app/colour-mode.ts goes on from here.
(() => {
  let chosen = null
  try {
    chosen = localStorage.getItem('orderbeat.colours')
  }
  catch {
    // A browser that keeps nothing follows the system.
  }
  const dark = chosen === null ? matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark'
  document.documentElement.classList.add(dark ? 'dark' : 'light')
})()
