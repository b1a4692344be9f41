import { createHash } from 'node:crypto'
import { PolyphonyError } from '@polyphony/contract'
import type { Request, RequestHandler } from 'express'
import { ipKeyGenerator, rateLimit } from 'express-rate-limit'

const MINUTES = 15

const account = (req: Request): string =>
  createHash('sha256')
    .update(
      String(req.body?.email ?? '')
        .trim()
        .toLowerCase(),
    )
    .digest('base64url')
const address = (req: Request): string => ipKeyGenerator(req.ip ?? '')

/**
 * Bounds guessing of passwords. Only failures count, so a workshop of sixty people behind one address signs in
 * freely; one person's typos shut nobody else out. Needs a parsed JSON body.
 */
export const limitSignIn = (): RequestHandler[] =>
  [
    // One account from one address: a person who tries passwords.
    { limit: 10, key: (req: Request) => `${account(req)} ${address(req)}` },
    // One account from everywhere: a distributed guess. Far off, because it shuts the account's owner out too.
    { limit: 100, key: account },
    // One address, all accounts: a list of leaked passwords.
    { limit: 600, key: address },
  ].map(({ limit, key }) =>
    rateLimit({
      windowMs: MINUTES * 60_000,
      limit,
      keyGenerator: key,
      skipSuccessfulRequests: true,
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      handler: (_req, _res, next) =>
        next(
          new PolyphonyError(
            'too-many-requests',
            `Too many attempts to sign in. Wait ${MINUTES} minutes and try again.`,
          ),
        ),
    }),
  )
