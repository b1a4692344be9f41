const END = /[.!?…。！？]["'”’»)\]]*$/
const ABBREVIATION = /^["'“‘«(]*(Mr|Mrs|Ms|Dr|Prof|St|vs|etc|e\.g|i\.e|No|\p{Lu})\.$/u

/** Whether a sentence ends with this word. */
export const endsSentence = (word: string): boolean => END.test(word) && !ABBREVIATION.test(word)
