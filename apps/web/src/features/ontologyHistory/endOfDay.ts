/** The last moment of a day, YYYY-MM-DD, as it is here; null for what is no day. */
export const endOfDay = (day: string): string | null => {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return null
  const end = new Date(`${day}T23:59:59.999`)
  return Number.isNaN(end.getTime()) ? null : end.toISOString()
}
