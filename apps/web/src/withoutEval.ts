import { config } from 'zod'

// The page allows no eval (Content-Security-Policy). Told so, zod does not try, which browsers would report as a violation.
config({ jitless: true })
