import { formatCount, formatDay, formatNumber } from './format.ts'

const q = (name: string) => `“${name}”`

/** The plan that codes speak to: priorities, commitments and actions. */
export const plan = {
  title: 'Plan',
  hint: 'What the community has undertaken, and what the themes say of it. Codes are mapped to priorities, commitments and actions; each has a page for the yearly report.',

  codes: 'Codes',
  findCode: 'Find a code',
  unmappedOnly: 'Only those not mapped yet',
  noCodes: 'No code is like this.',
  mappedTimes: (count: number) => `mapped ${formatNumber(count)}×`,
  selected: (count: number) => `${formatCount(count, 'code', 'codes')} chosen`,
  clear: 'Choose none',
  howToMap: 'Choose codes, then “Map here” at what they speak to; or drag them there.',

  priorities: 'Priorities',
  commitments: 'Commitments',
  actions: 'Actions',
  numbered: (number: number | null, title: string) => (number === null ? title : `${number}. ${title}`),
  mapHere: (count: number) => `Map ${formatNumber(count)} here`,
  mapHereLabel: (count: number, title: string) =>
    `Map ${formatNumber(count)} here: ${formatCount(count, 'code', 'codes')} to ${q(title)}`,
  mappedCodes: (title: string) => `Codes mapped to ${q(title)}`,
  mapped: (codes: number, title: string) =>
    codes === 1
      ? `The code is mapped to ${q(title)}.`
      : `${formatNumber(codes)} codes are mapped to ${q(title)}.`,
  mappedTitle: (codes: number, title: string) =>
    `Mapped ${formatCount(codes, 'code', 'codes')} to ${q(title)}`,
  mappedAlready: (title: string) => `All of them are mapped to ${q(title)} already.`,
  unmap: 'Take the mapping away',
  acts: {
    map: (codes: number, title: string) => `map ${formatCount(codes, 'code', 'codes')} to ${q(title)}`,
    unmap: (name: string, title: string) => `take the mapping of ${q(name)} to ${q(title)} away`,
    rematch: (name: string, title: string) => `change how ${q(name)} maps to ${q(title)}`,
    edit: (title: string) => `edit ${q(title)}`,
    add: (title: string) => `add ${q(title)}`,
    hide: (title: string) => `hide ${q(title)}`,
    show: (title: string) => `show ${q(title)} again`,
    takeBack: (title: string) => `take back a change of ${q(title)}`,
  },
  takeBack: 'Take back',
  takeBackLabel: (title: string, words: string) => `Take back: ${title}, ${words}`,
  changedSince: (title: string) => `${q(title)} has been changed since; there is nothing left to take back.`,
  tookBack: (title: string) => `The change of ${q(title)} is taken back.`,
  unmapped: (name: string, title: string) => `${q(name)} is not mapped to ${q(title)} any more.`,
  rematched: (name: string) => `The mapping of ${q(name)} is changed.`,
  rematchedTitle: (name: string, title: string) => `Changed how ${q(name)} maps to ${q(title)}`,
  mappingTitle: (name: string, title: string) => `${q(name)} and ${q(title)}`,
  match: 'How they stand to each other',
  matches: {
    exactMatch: { name: 'the same', does: 'The code says exactly this.' },
    closeMatch: { name: 'nearly the same', does: 'The code says nearly this.' },
    broadMatch: { name: 'part of it', does: 'The code is narrower than this.' },
    narrowMatch: { name: 'wider', does: 'The code is wider than this.' },
    relatedMatch: { name: 'related', does: 'The code has to do with this.' },
  },
  note: 'Note',

  mappedTo: 'Mapped to',
  mappedToNone: 'This code is not mapped to the plan.',
  addMapping: 'Map to…',
  chooseConcept: 'Priority, commitment or action',
  addMappingTitle: (name: string) => `Map ${q(name)}`,
  confirmMapping: 'Map',
  elsewhere: (scheme: string) => `in ${scheme}`,

  edit: 'Edit…',
  editLabel: (title: string) => `Edit ${q(title)}`,
  editTitle: (title: string) => `Edit ${q(title)}`,
  hide: 'Hide',
  hidden: (title: string) => `${q(title)} is hidden.`,
  show: 'Show again',
  showLabel: (title: string) => `Show ${q(title)} again`,
  shown: (title: string) => `${q(title)} is shown again.`,
  showHidden: (count: number) => `Hidden: ${formatNumber(count)}`,
  addCommitment: 'Add a commitment',
  addAction: 'Add an action',
  addPriority: 'Add a priority',
  added: (title: string) => `${q(title)} is in the plan.`,
  saved: (title: string) => `${q(title)} is saved.`,
  own: 'our own',

  fields: {
    title: 'Title',
    description: 'Description',
    number: 'Number',
    hidden: 'Hidden',
    status: 'Status',
    owners: 'Owners',
    goals: 'Goals',
    metrics: 'Metrics',
    timing: 'Timing',
    resources: 'Resources',
    link: 'Link',
  } as Record<string, string>,
  onePerLine: 'One a line.',
  statuses: { planned: 'planned', 'in-progress': 'in progress', done: 'done' },
  noStatus: 'not said',
  audience: 'For',
  audiences: {
    students: 'students',
    staff: 'staff',
    faculty: 'faculty',
    postdocs: 'postdocs',
    'institute-wide': 'everybody',
  },
  ownerName: 'Who answers for it',
  addOwner: 'Add an owner',
  removeOwner: (n: number) => `Remove owner ${n}`,
  metric: { name: 'Measure', baseline: 'Stood at', target: 'Aims at', latest: 'Stands at' },
  addMetric: 'Add a metric',
  removeMetric: (n: number) => `Remove metric ${n}`,
  begins: 'From',
  ends: 'Until',
  timingNote: 'In words',
  badLink: 'A link begins with https:// or http://.',
  period: (begins: string | null, ends: string | null, note: string | null) =>
    [
      begins && ends
        ? `${formatDay(begins)} – ${formatDay(ends)}`
        : begins
          ? `from ${formatDay(begins)}`
          : ends && `until ${formatDay(ends)}`,
      note,
    ]
      .filter(Boolean)
      .join(', '),
  metricLine: (name: string, baseline: string | null, latest: string | null, target: string | null) =>
    [
      name,
      [baseline && `stood at ${baseline}`, latest && `stands at ${latest}`, target && `aims at ${target}`]
        .filter(Boolean)
        .join(', '),
    ]
      .filter(Boolean)
      .join(': '),

  page: 'What the themes say',
  back: 'Back to the plan',
  unknownTitle: 'The plan has nothing like this',
  unknownText: 'The address may be wrong.',
  print: 'Print',
  download: 'Download',
  downloadHint:
    'Prints and downloads hold the words of an excerpt only where its trustee has decided that it may leave, and no number that rests on fewer people than this workspace asks for.',
  atAGlance: 'At a glance',
  numbers: {
    themes: (n: number) => formatCount(n, 'theme or code', 'themes and codes'),
    codings: (n: number) => formatCount(n, 'coding', 'codings'),
    speakers: (n: number) => formatCount(n, 'person speaks', 'people speak'),
    people: (n: number) => formatCount(n, 'analyst', 'analysts'),
    conversations: (n: number) => formatCount(n, 'conversation', 'conversations'),
    groups: (n: number) => formatCount(n, 'group', 'groups'),
  },
  fewer: (least: number) => `fewer than ${formatNumber(least)} people speak`,
  stance: 'Lived and hoped for',
  stances: { lived: 'as lived', aspirational: 'as hoped for', none: 'not said' },
  themes: 'Themes',
  noThemes: 'No theme is mapped to it. Map codes to it on the plan.',
  by: (titles: string[]) => `by way of ${titles.map(q).join(', ')}`,
  withBelow: (names: string[]) => `with ${names.map(q).join(', ')}`,
  excerptsPerTheme: 'Excerpts for each theme',
  teamOnly: 'team only',
  mayLeave: 'may leave',
  relations: 'Tensions, connections, commonalities',
  relationTypes: { tension: 'Tension', connection: 'Connection', commonality: 'Commonality' },
  noRelations: 'None is named between these themes and others.',
  findings: 'Findings that use these themes',
  noFindings: 'No finding uses them yet.',
  noActions: 'No actions.',
  changes: 'Changes of the plan',
  noChanges: 'Nothing has been changed; it is as it came.',
  changed: (field: string, from: string, to: string) => `${field}: ${from} → ${to}`,
  nothing: 'nothing',
  yes: 'yes',
  no: 'no',
  desk: 'At the desk',
  deskLabel: (words: string) => `At the desk: ${words}`,
  stays: (count: number) =>
    `${formatCount(count, 'excerpt is', 'excerpts are')} left out: nobody has decided that ${count === 1 ? 'it' : 'they'} may leave.`,
  madeOn: (day: string) => `As of ${day}`,
  priority: 'Priority',
  commitment: 'Commitment',
  action: 'Action',
}
