/** Makes a workspace with the demo conversation for a person; returns its id. */
export type CreateDemoWorkspace = (owner: { user: string; name: string }) => Promise<string>
