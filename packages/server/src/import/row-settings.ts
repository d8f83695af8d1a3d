// How the rows of an import are read: by this deployment's fields and rules, as its caller said.

import { checkPassword, type ImportValues, isFoyerError, type RowFaultCode } from '@foyer/core'
import type { Deps } from '../deps.ts'
import { seal } from '../keys/seal.ts'
import { commonPasswords } from '../password/common-passwords.ts'
import type { StoredImport } from '../store/import.port.ts'
import type { RowSettings } from './read-records.ts'

export const rowSettings = async (deps: Pick<Deps, 'config' | 'keys'>, { options }: StoredImport): Promise<RowSettings> => {
  const isCommon = await commonPasswords()
  return {
    schema: deps.config.settings.profile,
    timeZone: deps.config.settings.timeZone,
    clear: options.clear,
    sealPassword: (password, values) => {
      const fault = passwordFault(deps, password, values, isCommon)
      return fault === null ? { sealed: seal(deps.keys, 'seal/import', password) } : { fault }
    },
  }
}

const passwordFault = (
  { config }: Pick<Deps, 'config'>,
  password: string,
  values: ImportValues,
  isCommon: (candidate: string) => boolean,
): RowFaultCode | null => {
  const personWords = [values.firstName, values.lastName, values.externalId, values.email?.canonical].filter((word) => word != null)
  try {
    checkPassword(password, { minLength: config.minPasswordLength, maxLength: 256, personWords, isCommon })
    return null
  } catch (error) {
    if (isFoyerError(error, 'password_too_short', 'password_too_long', 'password_common', 'password_personal')) return error.code
    throw error
  }
}
