import { PolyphonyError } from '@polyphony/contract'
import { useQuery } from '@tanstack/react-query'
import { fetchOrAskedAhead } from '../../api/askedAhead.ts'
import { peaksUrl } from '../../api/conversations.ts'
import { queryKeys } from '../../api/queryKeys.ts'
import { waveform as words } from '../../text/waveform.ts'
import { type Peaks, readPeaks } from './readPeaks.ts'

/**
 * The waveform of a conversation's recording; null where there is none. It never changes, so it is fetched once; asked
 * for as soon as the conversation's name is known, it is there when the desk is.
 */
export const usePeaks = (conversation: string) =>
  useQuery({
    queryKey: queryKeys.peaks(conversation),
    queryFn: async ({ signal }): Promise<Peaks | null> => {
      let response: Response
      try {
        response = await fetchOrAskedAhead(peaksUrl(conversation), { method: 'GET', signal })
      } catch (cause) {
        throw new PolyphonyError('unavailable', words.peaksFailed, { cause })
      }
      if (response.status === 204) return null
      if (!response.ok) throw new PolyphonyError('unavailable', words.peaksFailed)
      return readPeaks(await response.arrayBuffer())
    },
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  })
