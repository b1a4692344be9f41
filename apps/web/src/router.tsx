import { createBrowserRouter, Navigate, useParams } from 'react-router'
import { prefetchDesk } from './api/prefetchDesk.ts'
import { MembersOnly } from './pages/MembersOnly.tsx'
import { NotFoundPage } from './pages/NotFoundPage.tsx'
import { RouteErrorPage } from './pages/RouteErrorPage.tsx'
import { WorkspaceLayout } from './pages/WorkspaceLayout.tsx'
import { paths } from './paths.ts'
import { PageLoading } from './ui/PageLoading.tsx'

const ToConversations = () => <Navigate to={paths.conversations(useParams().workspace!)} replace />

/** Every page of the interface; each is fetched when it is first opened. */
export const router = createBrowserRouter([
  {
    errorElement: <RouteErrorPage />,
    hydrateFallbackElement: <PageLoading />,
    children: [
      {
        path: '/setup',
        lazy: async () => ({ Component: (await import('./pages/SetupPage.tsx')).SetupPage }),
      },
      {
        path: '/sign-in',
        lazy: async () => ({ Component: (await import('./pages/SignInPage.tsx')).SignInPage }),
      },
      {
        path: '/join/:secret',
        lazy: async () => ({ Component: (await import('./pages/InvitationPage.tsx')).InvitationPage }),
      },
      {
        element: <MembersOnly />,
        children: [
          { index: true, lazy: async () => ({ Component: (await import('./pages/HomePage.tsx')).HomePage }) },
          {
            path: '/account',
            lazy: async () => ({ Component: (await import('./pages/AccountPage.tsx')).AccountPage }),
          },
          {
            path: '/w/:workspace/conversations/:conversation',
            loader: ({ params: { workspace, conversation } }) => {
              void prefetchDesk(workspace!, conversation!)
              return null
            },
            shouldRevalidate: ({ currentParams, nextParams }) =>
              currentParams.conversation !== nextParams.conversation,
            lazy: async () => ({ Component: (await import('./pages/DeskPage.tsx')).DeskPage }),
          },
          {
            path: '/w/:workspace',
            element: <WorkspaceLayout />,
            children: [
              { index: true, element: <ToConversations /> },
              {
                path: 'conversations',
                lazy: async () => ({
                  Component: (await import('./pages/ConversationsPage.tsx')).ConversationsPage,
                }),
              },
              {
                path: 'import',
                lazy: async () => ({ Component: (await import('./pages/ImportPage.tsx')).ImportPage }),
              },
              {
                path: 'activity',
                lazy: async () => ({ Component: (await import('./pages/ActivityPage.tsx')).ActivityPage }),
              },
              {
                path: 'codebook',
                lazy: async () => ({
                  Component: (await import('./pages/CodebookLayout.tsx')).CodebookLayout,
                }),
                children: [
                  {
                    path: 'duplicates',
                    lazy: async () => ({
                      Component: (await import('./pages/DuplicatesPage.tsx')).DuplicatesPage,
                    }),
                  },
                  {
                    index: true,
                    lazy: async () => ({
                      Component: (await import('./pages/CodebookPage.tsx')).CodebookPage,
                    }),
                  },
                  {
                    path: 'codes/:code',
                    lazy: async () => ({ Component: (await import('./pages/CodePage.tsx')).CodePage }),
                  },
                  {
                    path: 'proposals',
                    lazy: async () => ({
                      Component: (await import('./pages/ProposalsPage.tsx')).ProposalsPage,
                    }),
                  },
                  {
                    path: 'split/:code',
                    lazy: async () => ({ Component: (await import('./pages/SplitPage.tsx')).SplitPage }),
                  },
                  {
                    path: 'plan',
                    lazy: async () => ({ Component: (await import('./pages/PlanPage.tsx')).PlanPage }),
                  },
                  {
                    path: 'plan/:concept',
                    lazy: async () => ({
                      Component: (await import('./pages/PlanConceptPage.tsx')).PlanConceptPage,
                    }),
                  },
                  {
                    path: 'history',
                    lazy: async () => ({
                      Component: (await import('./pages/CodebookHistoryPage.tsx')).CodebookHistoryPage,
                    }),
                  },
                  {
                    path: 'boards',
                    lazy: async () => ({ Component: (await import('./pages/BoardsPage.tsx')).BoardsPage }),
                  },
                  {
                    path: 'boards/:board',
                    lazy: async () => ({ Component: (await import('./pages/BoardPage.tsx')).BoardPage }),
                  },
                  {
                    path: 'patterns',
                    lazy: async () => ({
                      Component: (await import('./pages/PatternsPage.tsx')).PatternsPage,
                    }),
                  },
                ],
              },
              {
                path: 'findings',
                lazy: async () => ({ Component: (await import('./pages/FindingsPage.tsx')).FindingsPage }),
              },
              {
                path: 'findings/:finding',
                lazy: async () => ({ Component: (await import('./pages/FindingPage.tsx')).FindingPage }),
              },
              {
                path: 'to-decide',
                lazy: async () => ({ Component: (await import('./pages/ExcerptsPage.tsx')).ExcerptsPage }),
              },
              {
                path: 'exports',
                lazy: async () => ({ Component: (await import('./pages/ExportsPage.tsx')).ExportsPage }),
              },
              {
                path: 'bin',
                lazy: async () => ({ Component: (await import('./pages/BinPage.tsx')).BinPage }),
              },
              {
                path: 'search',
                lazy: async () => ({ Component: (await import('./pages/SearchPage.tsx')).SearchPage }),
              },
              {
                path: 'team',
                lazy: async () => ({ Component: (await import('./pages/TeamPage.tsx')).TeamPage }),
              },
            ],
          },
        ],
      },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
])
