// Tells whether two words differ by one slip of the finger.

export interface EditRules {
  /** False: only two swapped neighbours or a doubled letter count, not a missing, added or wrong letter. */
  lettersMayChange: boolean
}

/** Damerau-Levenshtein distance of exactly one (optimal string alignment), in one pass. */
export function isOneEditApart(typed: string, meant: string, { lettersMayChange }: EditRules): boolean {
  if (typed === meant || Math.abs(typed.length - meant.length) > 1) return false

  let start = 0
  while (start < typed.length && typed[start] === meant[start]) start += 1
  const typedRest = typed.slice(start)
  const meantRest = meant.slice(start)

  if (typedRest.length === meantRest.length)
    return isSwap(typedRest, meantRest) || (lettersMayChange && typedRest.slice(1) === meantRest.slice(1))
  if (typedRest.length < meantRest.length) return lettersMayChange && typedRest === meantRest.slice(1)
  const isAdded = typedRest.slice(1) === meantRest
  const isDoubled = isAdded && start > 0 && typedRest[0] === typed[start - 1]
  return isDoubled || (lettersMayChange && isAdded)
}

function isSwap(left: string, right: string): boolean {
  return left.length >= 2 && left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2)
}
